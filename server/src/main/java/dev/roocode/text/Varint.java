package dev.roocode.text;

/** Integers of 0 and more in one to five bytes, seven bits each, lowest first (LEB128). */
final class Varint {
  static final int MAX_BYTES = 5;

  private Varint() {}

  /** Returns the position after the number. */
  static int write(byte[] bytes, int from, int value) {
    int at = from;
    int rest = value;
    while (rest > 0x7F) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  static int read(byte[] bytes, int from) {
    int value = 0;
    int at = from;
    int shift = 0;
    byte b;
    do {
      b = bytes[at++];
      value |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }

  /** Where the number that starts here ends; refuses one that is cut or too long. */
  static int end(byte[] bytes, int from) {
    for (int at = from; at < bytes.length && at < from + MAX_BYTES; at++) {
      if (bytes[at] >= 0) {
        return at + 1;
      }
    }
    throw new IllegalArgumentException("no number at byte " + from);
  }
}
