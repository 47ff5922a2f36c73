package dev.roocode.crypt;

import dev.roocode.domain.Fault;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals single values with AES-256-GCM. A sealed value is 33 bytes longer than the plain one:
 *
 * <pre>
 * 1   format 1, mixed with the four bytes that follow, so that damage there shows
 * 4   name of the master key
 * 12  random nonce
 * n   cipher text
 * 16  tag
 * </pre>
 *
 * <p>The associated data ties a value to its place: moved to another row or column it does not
 * open. With random nonces a key may seal 2^32 values (NIST SP 800-38D, 8.3); that is 400 full
 * indexes of ten million fields, and rotation starts anew.
 *
 * <p>Thread-safe.
 */
public final class FieldSealer {
  /** Bytes by which a sealed value is longer. */
  public static final int OVERHEAD = 33;

  private static final int FORMAT = 0x51;
  private static final int HEADER = 1 + MasterKey.ID_BYTES;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final String purpose;
  private final byte[] activeId;
  private final SecretKeySpec active;
  private final SecretKeySpec nonces;
  private final Map<Integer, SecretKeySpec> keys = new HashMap<>();

  /** A cipher per thread: to make one costs as much as to seal a field. */
  private final ThreadLocal<Tools> tools = ThreadLocal.withInitial(Tools::new);

  FieldSealer(String purpose, List<MasterKey> masters) {
    this.purpose = purpose;
    for (MasterKey master : masters) {
      keys.put(number(master.idBytes()), master.aes("field " + purpose));
    }
    activeId = masters.getFirst().idBytes();
    active = masters.getFirst().aes("field " + purpose);
    nonces =
        new SecretKeySpec(
            masters.getFirst().derive("nonce " + purpose, MasterKey.BYTES), "HmacSHA256");
  }

  /**
   * Seals with the active key.
   *
   * @param context associated data, needed again to open
   */
  public byte[] seal(byte[] plain, byte[] context) {
    byte[] nonce = new byte[NONCE];
    tools.get().random.nextBytes(nonce);
    return seal(plain, context, nonce);
  }

  /**
   * The same, where equal values of one context must look equal, so that they can be looked up. The
   * nonce is taken from a keyed hash of value and context, so that no two values share one.
   */
  public byte[] sealSame(byte[] plain, byte[] context) {
    Mac mac = tools.get().mac;
    try {
      mac.init(nonces);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the key has the right length", e);
    }
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(context.length).array());
    mac.update(context);
    return tools
        .get()
        .same(Arrays.copyOf(mac.doFinal(plain), NONCE), nonce -> seal(plain, context, nonce));
  }

  private byte[] seal(byte[] plain, byte[] context, byte[] nonce) {
    Tools own = tools.get();
    byte[] sealed = new byte[plain.length + OVERHEAD];
    sealed[0] = check(activeId, 0);
    System.arraycopy(activeId, 0, sealed, 1, activeId.length);
    System.arraycopy(nonce, 0, sealed, HEADER, NONCE);
    try {
      own.cipher.init(Cipher.ENCRYPT_MODE, active, new GCMParameterSpec(TAG_BITS, nonce));
      own.cipher.updateAAD(context);
      own.cipher.doFinal(plain, 0, plain.length, sealed, HEADER + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing with fresh parameters cannot fail", e);
    }
  }

  /**
   * Opens a value sealed with any key of the ring.
   *
   * @throws Fault.Denied when it is whole so far but its key is not in the ring
   * @throws Fault.Corrupt when it is cut, changed, or from another place
   */
  public byte[] open(byte[] sealed, byte[] context) {
    if (sealed.length < OVERHEAD || sealed[0] != check(sealed, 1)) {
      throw damaged(null);
    }
    SecretKeySpec key = keys.get(number(idOf(sealed)));
    if (key == null) {
      throw Keyring.unknown(HexFormat.of().formatHex(idOf(sealed)));
    }
    Cipher cipher = tools.get().cipher;
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, HEADER, NONCE));
      cipher.updateAAD(context);
      return cipher.doFinal(sealed, HEADER + NONCE, sealed.length - HEADER - NONCE);
    } catch (AEADBadTagException e) {
      throw damaged(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES-GCM", e);
    }
  }

  /** Whether a value is sealed with the active key; otherwise it waits for being sealed again. */
  public boolean isCurrent(byte[] sealed) {
    return sealed.length >= OVERHEAD && number(idOf(sealed)) == number(activeId);
  }

  private static byte[] idOf(byte[] sealed) {
    byte[] id = new byte[MasterKey.ID_BYTES];
    System.arraycopy(sealed, 1, id, 0, id.length);
    return id;
  }

  private static int number(byte[] id) {
    return ByteBuffer.wrap(id).getInt();
  }

  private static byte check(byte[] bytes, int from) {
    int check = FORMAT;
    for (int index = from; index < from + MasterKey.ID_BYTES; index++) {
      check = (check * 31) ^ bytes[index];
    }
    return (byte) check;
  }

  private Fault damaged(@Nullable Throwable cause) {
    Fault fault =
        new Fault.Corrupt(
            "sealed " + purpose, "a sealed value fails its check", "restore a snapshot or reindex");
    return cause == null ? fault : fault.causedBy(cause);
  }

  /** What a thread keeps. */
  private static final class Tools {
    private final SecureRandom random = new SecureRandom();
    private final Cipher cipher;
    private final Mac mac;

    /** What was sealed last of what must look the same. */
    private byte[] lastNonce = new byte[0];

    private byte[] lastSealed = new byte[0];

    /** The cipher refuses a nonce twice in a row, also for the same value, whose form is known. */
    byte[] same(byte[] nonce, UnaryOperator<byte[]> seal) {
      if (!Arrays.equals(nonce, lastNonce)) {
        lastSealed = seal.apply(nonce);
        lastNonce = nonce;
      }
      return lastSealed.clone();
    }

    private Tools() {
      try {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        mac = Mac.getInstance("HmacSHA256");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java runtime has AES-GCM", e);
      }
    }
  }
}
