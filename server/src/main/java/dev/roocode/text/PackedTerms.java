package dev.roocode.text;

import java.util.Arrays;

/**
 * The terms of one chunk in few bytes: for each term, by ascending number, the distance to the
 * number before and the frequency, both as {@link Varint}. About two to three bytes per term.
 */
public final class PackedTerms {
  /** Receives one term of a chunk. */
  @FunctionalInterface
  public interface Sink {
    void accept(int termId, int count);
  }

  private PackedTerms() {}

  /**
   * @param termIds distinct, 0 or more, in any order
   * @param counts 1 or more, in the same order
   */
  public static byte[] encode(int[] termIds, int[] counts) {
    long[] pairs = new long[termIds.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = ((long) termIds[i] << 32) | counts[i];
    }
    Arrays.sort(pairs);
    byte[] bytes = new byte[pairs.length * 2 * Varint.MAX_BYTES];
    int at = 0;
    int before = 0;
    for (long pair : pairs) {
      int termId = (int) (pair >>> 32);
      at = Varint.write(bytes, at, termId - before);
      at = Varint.write(bytes, at, (int) pair);
      before = termId;
    }
    return Arrays.copyOf(bytes, at);
  }

  /**
   * Gives each term, by ascending number.
   *
   * @throws IllegalArgumentException if the bytes are not what {@link #encode} wrote
   */
  public static void decode(byte[] packed, Sink sink) {
    int at = 0;
    int termId = 0;
    while (at < packed.length) {
      int afterId = Varint.end(packed, at);
      int end = Varint.end(packed, afterId);
      termId += Varint.read(packed, at);
      int count = Varint.read(packed, afterId);
      if (termId < 0 || count < 1) {
        throw new IllegalArgumentException("term " + termId + ", frequency " + count);
      }
      sink.accept(termId, count);
      at = end;
    }
  }
}
