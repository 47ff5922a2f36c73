package dev.roocode.crypt;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns hashes of 16 bytes into others of 16 bytes and back: one block of AES-256. Equal hashes
 * stay equal, so that they can be looked up; without the key nobody can tell whether one belongs to
 * a text that he has. Only for what looks random already. Thread-safe.
 */
public final class HashSealer {
  /** Of a hash. */
  public static final int BYTES = 16;

  private final SecretKeySpec key;
  private final ThreadLocal<Cipher> sealing =
      ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE));
  private final ThreadLocal<Cipher> opening =
      ThreadLocal.withInitial(() -> cipher(Cipher.DECRYPT_MODE));

  HashSealer(SecretKeySpec key) {
    this.key = key;
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, key);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES", e);
    }
  }

  public byte[] seal(byte[] hash) {
    return block(sealing.get(), hash);
  }

  /** Any 16 bytes open, to nonsense where another key sealed them. */
  public byte[] open(byte[] sealed) {
    return block(opening.get(), sealed);
  }

  private static byte[] block(Cipher cipher, byte[] block) {
    if (block.length != BYTES) {
      throw new IllegalArgumentException("a hash has " + BYTES + " bytes");
    }
    try {
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a whole block cannot fail", e);
    }
  }
}
