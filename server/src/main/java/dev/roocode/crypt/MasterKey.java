package dev.roocode.crypt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 random bits and the name derived from them: two keys with one name are the same key.
 *
 * <p>Keys for a purpose come from HKDF-SHA-256 (RFC 5869), so that no two purposes share one.
 */
final class MasterKey {
  static final int BYTES = 32;

  /** Bytes of a name; it is written with twice as many hexadecimal digits. */
  static final int ID_BYTES = 4;

  private static final byte[] SALT = Keyring.utf8("roocode-rag keys 1");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;
  private final byte[] id;

  private MasterKey(byte[] secret) {
    this.secret = secret;
    this.id = derive("id", ID_BYTES);
  }

  static MasterKey random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new MasterKey(secret);
  }

  /**
   * @param secret exactly {@link #BYTES}
   */
  static MasterKey of(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
    }
    return new MasterKey(secret.clone());
  }

  /** Eight hexadecimal digits. */
  String id() {
    return HexFormat.of().formatHex(id);
  }

  byte[] idBytes() {
    return id.clone();
  }

  byte[] secret() {
    return secret.clone();
  }

  /** The key for a purpose: as many bytes as asked for. */
  byte[] derive(String purpose, int bytes) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(SALT)
                  .thenExpand(Keyring.utf8(purpose), bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 runtime has HKDF", e);
    }
  }

  SecretKeySpec aes(String purpose) {
    return new SecretKeySpec(derive(purpose, BYTES), "AES");
  }

  boolean is(MasterKey other) {
    return MessageDigest.isEqual(secret, other.secret);
  }

  @Override
  public String toString() {
    return "key " + id();
  }
}
