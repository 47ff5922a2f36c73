package dev.roocode.text;

import java.util.Arrays;

/**
 * The postings of all terms: for each term a growing array of (distance to the slot before,
 * frequency) as {@link Varint}. Slots only rise, so that adding is appending. About two bytes per
 * posting; arrays grow by a quarter, from eight bytes, which is what an array costs in any case.
 */
final class TermList {
  private static final int FIRST_BYTES = 8;

  private byte[][] lists = new byte[64][];
  private int[] used = new int[64];
  private int[] last = new int[64];
  private int[] sizes = new int[64];

  /** Postings of the term, those of removed slots included. */
  int size(int term) {
    return term < 0 || term >= sizes.length ? 0 : sizes[term];
  }

  void append(int term, int slot, int count) {
    room(term);
    byte[] list = lists[term];
    int at = used[term];
    if (list == null) {
      list = new byte[FIRST_BYTES];
    }
    if (at + 2 * Varint.MAX_BYTES > list.length) {
      list = fit(list, at, slot - last[term], count);
    }
    lists[term] = list;
    at = Varint.write(list, at, slot - last[term]);
    used[term] = Varint.write(list, at, count);
    last[term] = slot;
    sizes[term]++;
  }

  /**
   * Reads the term's postings.
   *
   * @param slots receives them, at least {@link #size} long
   * @param counts receives the frequencies
   */
  void read(int term, int[] slots, int[] counts) {
    byte[] list = lists[term];
    int at = 0;
    int slot = 0;
    for (int i = 0; i < sizes[term]; i++) {
      int value = list[at++];
      if (value < 0) {
        value = (value & 0x7F) | rest(list, at);
        at += extra(value);
      }
      slot += value;
      slots[i] = slot;
      int count = list[at++];
      if (count < 0) {
        count = (count & 0x7F) | rest(list, at);
        at += extra(count);
      }
      counts[i] = count;
    }
  }

  /**
   * The same postings with other slots.
   *
   * @param moved the new slot of each, rising, or −1 for one that goes
   */
  TermList moved(int[] moved) {
    TermList kept = new TermList();
    int[] slots = new int[moved.length];
    int[] counts = new int[moved.length];
    for (int term = 0; term < lists.length; term++) {
      if (sizes[term] > 0) {
        read(term, slots, counts);
        for (int i = 0; i < sizes[term]; i++) {
          if (moved[slots[i]] >= 0) {
            kept.append(term, moved[slots[i]], counts[i]);
          }
        }
      }
    }
    return kept;
  }

  private static int rest(byte[] list, int at) {
    return Varint.read(list, at) << 7;
  }

  /** Bytes after the first of a number that has more than one. */
  private static int extra(int value) {
    return (31 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  private static byte[] fit(byte[] list, int at, int distance, int count) {
    int needed = at + bytes(distance) + bytes(count);
    return needed <= list.length
        ? list
        : Arrays.copyOf(list, list.length + Math.max(FIRST_BYTES, list.length >> 2));
  }

  private static int bytes(int value) {
    return value == 0 ? 1 : 1 + extra(value);
  }

  private void room(int term) {
    if (term >= lists.length) {
      int length = Math.max(term + 1, lists.length + (lists.length >> 1));
      lists = Arrays.copyOf(lists, length);
      used = Arrays.copyOf(used, length);
      last = Arrays.copyOf(last, length);
      sizes = Arrays.copyOf(sizes, length);
    }
  }
}
