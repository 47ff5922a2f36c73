package dev.roocode.vector;

import java.util.Arrays;

/**
 * long → int without boxes: open addressing with linear probing, half to three quarters full, 16 to
 * 24 bytes an entry. Deleting closes the gap, so that no tombstones gather. Not thread-safe.
 */
final class IdMap {
  static final int ABSENT = -1;
  private static final int SMALLEST = 16;

  private long[] keys = new long[SMALLEST];
  private int[] values = empty(SMALLEST);
  private int size;

  int size() {
    return size;
  }

  /** The value, or {@link #ABSENT}. */
  int get(long key) {
    return values[slot(key)];
  }

  /** Sets a value of at least 0; returns the former one, or {@link #ABSENT}. */
  int put(long key, int value) {
    int slot = slot(key);
    int former = values[slot];
    keys[slot] = key;
    values[slot] = value;
    if (former == ABSENT && ++size * 4L > keys.length * 3L) {
      resize(Math.toIntExact(keys.length * 3L / 2));
    }
    return former;
  }

  /** Returns the former value, or {@link #ABSENT}. */
  int remove(long key) {
    int slot = slot(key);
    int former = values[slot];
    if (former != ABSENT) {
      size--;
      closeGap(slot);
      if (keys.length > SMALLEST && size * 4L < keys.length) {
        resize(Math.max(SMALLEST, size * 2));
      }
    }
    return former;
  }

  /** Where the key is, or the free slot where it belongs. */
  private int slot(long key) {
    int slot = home(key);
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = next(slot);
    }
    return slot;
  }

  /** Fibonacci hashing, scaled to a capacity that need not be a power of two. */
  private int home(long key) {
    long hash = (key * 0x9E3779B97F4A7C15L) >>> 32;
    return (int) ((hash * keys.length) >>> 32);
  }

  private int next(int slot) {
    return slot + 1 == keys.length ? 0 : slot + 1;
  }

  /** Moves later entries of the run into the gap, unless that would put them before their home. */
  private void closeGap(int freed) {
    int gap = freed;
    for (int slot = next(gap); values[slot] != ABSENT; slot = next(slot)) {
      int home = home(keys[slot]);
      boolean between = gap <= slot ? gap < home && home <= slot : gap < home || home <= slot;
      if (!between) {
        keys[gap] = keys[slot];
        values[gap] = values[slot];
        gap = slot;
      }
    }
    values[gap] = ABSENT;
  }

  private void resize(int capacity) {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[capacity];
    values = empty(capacity);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int[] empty(int capacity) {
    int[] values = new int[capacity];
    Arrays.fill(values, ABSENT);
    return values;
  }
}
