package dev.roocode.text;

/**
 * Keeps the n best of many: a binary heap with the worst on top. Ties: the lower slot is better.
 */
final class BestSlots {
  private final int[] heap;
  private final float[] scores;
  private int size;

  BestSlots(int limit, float[] scores) {
    this.heap = new int[Math.min(limit, scores.length)];
    this.scores = scores;
  }

  void offer(int slot) {
    if (size < heap.length) {
      heap[size++] = slot;
      rise(size - 1);
    } else if (size > 0 && worse(heap[0], slot)) {
      heap[0] = slot;
      sink();
    }
  }

  /** Empties the heap. */
  int[] bestFirst() {
    int[] order = new int[size];
    while (size > 0) {
      order[size - 1] = heap[0];
      heap[0] = heap[--size];
      sink();
    }
    return order;
  }

  private boolean worse(int slot, int than) {
    int byScore = Float.compare(scores[slot], scores[than]);
    return byScore < 0 || (byScore == 0 && slot > than);
  }

  private void rise(int from) {
    int at = from;
    while (at > 0 && worse(heap[at], heap[(at - 1) / 2])) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void sink() {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && worse(heap[child + 1], heap[child])) {
        child++;
      }
      if (!worse(heap[child], heap[at])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    int slot = heap[a];
    heap[a] = heap[b];
    heap[b] = slot;
  }
}
