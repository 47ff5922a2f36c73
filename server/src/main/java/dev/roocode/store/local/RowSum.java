package dev.roocode.store.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The sum that is stored with a row: CRC-32C (RFC 3720, B.4) of its values as they are before
 * anything is sealed; itself sealed where it is over words ({@link Fields#sum}). SQLite checks the
 * build of its pages, not what their rows hold: without a sum a flipped byte would only be a wrong
 * answer. Every error of up to 32 bits in a row is found; the processor computes it at some
 * gigabytes a second. Used once, by one thread.
 */
final class RowSum {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** In rows that were written before there were sums. */
  private static final int NONE = 0;

  private final CRC32C crc = new CRC32C();
  private final byte[] eight = new byte[8];

  RowSum add(long number) {
    LONGS.set(eight, 0, number);
    crc.update(eight, 0, eight.length);
    return this;
  }

  RowSum add(byte[] bytes) {
    return add(bytes, bytes.length);
  }

  /**
   * @param length how many of the first bytes count
   */
  RowSum add(byte[] bytes, int length) {
    add(length);
    crc.update(bytes, 0, length);
    return this;
  }

  RowSum add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Never 0. */
  int value() {
    int sum = (int) crc.getValue();
    return sum == NONE ? 1 : sum;
  }

  /** Whether a row's stored sum is this one, or it has none. */
  boolean fits(long stored) {
    return stored == NONE || stored == value();
  }
}
