package dev.roocode.crypt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for words that only the key's holder can make: HMAC-SHA-256, the first 64 or 128 bits.
 * Equal words have equal names, so that they can be looked up; how often a name occurs stays
 * visible. Not thread-safe: one per thread.
 */
public final class TokenHash {
  private final Mac mac;

  TokenHash(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
    }
  }

  /** 64 bits: among 2^20 words two share a name with a chance of 1 to 2^25. */
  public long number(byte[] word) {
    return ByteBuffer.wrap(mac.doFinal(word)).getLong();
  }

  /** 128 bits: no two words share a name by accident. */
  public byte[] name(byte[] word) {
    return Arrays.copyOf(mac.doFinal(word), 16);
  }

  @Override
  public String toString() {
    return "TokenHash";
  }
}
