package dev.roocode.vector;

import java.util.Arrays;

/** A growing list of ints without boxes. Not thread-safe. */
final class IntList {
  private int[] items = new int[16];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  void set(int index, int item) {
    items[index] = item;
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    items[size++] = item;
  }

  void clear() {
    size = 0;
    items = new int[16];
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
