package dev.roocode.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Term to number, for hundreds of thousands of terms in about 30 bytes each: UTF-8 in one array, a
 * hash table of positions with linear probing. The numbers are the store's: 0 or more, each given
 * once. Readers may run beside each other, not beside a writer.
 */
public final class Vocabulary {
  /** What {@link #id} answers for an unknown term. */
  public static final int UNKNOWN = -1;

  private byte[] bytes = new byte[1 << 12];
  private int used;
  private int[] places = new int[64];
  private int[] ids = new int[64];
  private int[] slots = emptySlots(128);
  private int size;

  /** The number of a term, or {@link #UNKNOWN}. */
  public int id(String term) {
    byte[] key = term.getBytes(StandardCharsets.UTF_8);
    int found = slots[slot(key, 0, key.length)];
    return found < 0 ? UNKNOWN : ids[found];
  }

  /**
   * Makes a term known.
   *
   * @throws IllegalArgumentException if it is known already
   */
  public void add(String term, int id) {
    byte[] key = term.getBytes(StandardCharsets.UTF_8);
    if (slots[slot(key, 0, key.length)] >= 0) {
      throw new IllegalArgumentException("term known already: " + term);
    }
    if (size + 1 >= ids.length) {
      ids = Arrays.copyOf(ids, ids.length + (ids.length >> 1));
      places = Arrays.copyOf(places, ids.length);
    }
    append(key);
    ids[size] = id;
    size++;
    if (size * 2 > slots.length) {
      rehash();
    } else {
      slots[slot(key, 0, key.length)] = size - 1;
    }
  }

  public int size() {
    return size;
  }

  /** Sees one term: its UTF-8 bytes stand between two places of an array that is not its own. */
  interface Visitor {
    void see(byte[] bytes, int from, int to, int id);
  }

  /** Shows every term, in the order in which they became known. */
  void each(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.see(bytes, places[i], places[i + 1], ids[i]);
    }
  }

  private void append(byte[] key) {
    if (used + key.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + key.length, bytes.length + (bytes.length >> 1)));
    }
    places[size] = used;
    System.arraycopy(key, 0, bytes, used, key.length);
    used += key.length;
    places[size + 1] = used;
  }

  private void rehash() {
    slots = emptySlots(slots.length * 2);
    for (int i = 0; i < size; i++) {
      slots[slot(bytes, places[i], places[i + 1])] = i;
    }
  }

  /** Where the key stands in the table, or the free slot where it belongs. */
  private int slot(byte[] key, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(key, from, to) & mask;
    while (slots[slot] >= 0 && !equals(slots[slot], key, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean equals(int entry, byte[] key, int from, int to) {
    return Arrays.equals(bytes, places[entry], places[entry + 1], key, from, to);
  }

  private static int hash(byte[] key, int from, int to) {
    int h = 0;
    for (int i = from; i < to; i++) {
      h = h * 31 + key[i];
    }
    h *= 0x9E3779B9;
    return h ^ (h >>> 15);
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, -1);
    return slots;
  }
}
