package dev.roocode.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The first 128 bits of a SHA-256: the identity of a file's bytes or of an embedded text.
 * Collisions need about 2^64 texts by accident; nothing here guards against an attacker of the own
 * index.
 */
public record ContentHash(long high, long low) {
  public static final int BYTES = 16;

  public static ContentHash of(byte[] content) {
    try {
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content));
      return new ContentHash(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  public static ContentHash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #bytes} wrote. */
  public static ContentHash fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ContentHash(buffer.getLong(), buffer.getLong());
  }

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<ContentHash> parse(String digits) {
    return digits.matches("[0-9a-f]{32}")
        ? Optional.of(fromBytes(HexFormat.of().parseHex(digits)))
        : Optional.empty();
  }

  /** Sixteen bytes, big-endian. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
