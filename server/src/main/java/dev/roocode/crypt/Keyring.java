package dev.roocode.crypt;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.roocode.domain.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The master keys: one active, which seals; older ones, which still open. Comes from a file that
 * only its owner may read, or from key material handed in. Immutable and thread-safe; a rotation
 * answers a new ring.
 */
public final class Keyring {
  /** The key file inside the folder of {@link #open(Path)}. */
  public static final String FILE = "keys";

  /** Large segments stream at about 2 GB/s; a reader of single pages would want 4 KiB. */
  private static final int SEGMENT_BYTES = 1 << 20;

  private final @Nullable KeyFile file;
  private final List<MasterKey> keys;

  private Keyring(@Nullable KeyFile file, List<MasterKey> keys) {
    this.file = file;
    this.keys = List.copyOf(keys);
  }

  /**
   * The ring in a folder; created with one new key where there is none, once for all processes.
   *
   * @throws Fault.Denied when others may read the key file, or this user may not
   * @throws Fault.Corrupt when it is cut or damaged
   * @throws Fault.TooNew when a newer program wrote it
   */
  public static Keyring open(Path folder) {
    KeyFile file = new KeyFile(folder.resolve(FILE));
    KeyText text =
        file.exists()
            ? file.read()
            : file.change(
                there -> there == null ? new KeyText(List.of(MasterKey.random()), false) : there);
    return new Keyring(file, text.keys());
  }

  /**
   * The ring in a key file that must exist already, as the environment names it.
   *
   * @throws Fault.NotFound when there is no such file
   */
  public static Keyring openFile(Path path) {
    KeyFile file = new KeyFile(path);
    if (!file.exists()) {
      throw new Fault.NotFound(
          path.toString(), "there is no such key file", "name the right file, or recover the key");
    }
    return new Keyring(file, file.read().keys());
  }

  /**
   * A ring in memory of key material that somebody else keeps.
   *
   * @param material each 32 bytes in base 64, the active key first
   * @throws Fault.Invalid when one is anything else; the material is never repeated
   */
  public static Keyring of(List<String> material) {
    if (material.isEmpty() || material.size() > KeyText.MAX_KEYS) {
      throw badMaterial();
    }
    List<MasterKey> keys = new ArrayList<>();
    for (String key : material) {
      try {
        keys.add(MasterKey.of(Base64.getDecoder().decode(key.strip())));
      } catch (IllegalArgumentException e) {
        throw badMaterial();
      }
    }
    return new Keyring(null, keys);
  }

  /** This ring, which also opens what the keys of another sealed. */
  public Keyring with(Keyring older) {
    List<MasterKey> all = new ArrayList<>(keys);
    older.keys.stream().filter(key -> all.stream().noneMatch(key::is)).forEach(all::add);
    return all.size() == keys.size() ? this : new Keyring(null, all);
  }

  private static Fault badMaterial() {
    return new Fault.Invalid(
        "key material", "is not a list of 32-byte keys in base 64", "make the key anew or recover");
  }

  /**
   * Puts the key of a recovery code into the ring of a folder, which is created if need be. The key
   * becomes the active one in a new ring, otherwise an older one.
   *
   * @throws Fault.Invalid when the code has a mistake
   */
  public static Keyring recover(Path folder, String code) {
    MasterKey key = RecoveryCode.read(code);
    KeyFile file = new KeyFile(folder.resolve(FILE));
    KeyText text =
        file.change(there ->
            there == null
                ? new KeyText(List.of(key), true)
                : there.keys().stream().anyMatch(key::is)
                    ? there
                    : grown(file.toString(), there, key, there.keys().size()));
    return new Keyring(file, text.keys());
  }

  /**
   * The material of a recovery code, for whoever keeps keys elsewhere; see {@link #of}.
   *
   * @throws Fault.Invalid when the code has a mistake
   */
  public static String recover(String code) {
    return Base64.getEncoder().encodeToString(RecoveryCode.read(code).secret());
  }

  /** A new active key; those so far still open what they sealed. */
  public Keyring rotate() {
    KeyFile stored = file;
    if (stored == null) {
      throw new Fault.Invalid(
          "key material", "is kept elsewhere", "put the new key first and hand all of them in");
    }
    KeyText text =
        stored.change(there ->
            there == null
                ? new KeyText(List.of(MasterKey.random()), false)
                : grown(stored.toString(), there, MasterKey.random(), 0));
    return new Keyring(stored, text.keys());
  }

  private static KeyText grown(String resource, KeyText there, MasterKey key, int place) {
    if (there.keys().size() >= KeyText.MAX_KEYS) {
      throw new Fault.TooLarge(
          resource,
          "holds " + KeyText.MAX_KEYS + " keys, which is the most",
          "retire the keys that nothing is sealed with");
    }
    List<MasterKey> keys = new ArrayList<>(there.keys());
    keys.add(place, key);
    return new KeyText(keys, place > 0 && there.codeShown());
  }

  /**
   * The active key as 55 characters to write down. A key file gives it out once.
   *
   * @return empty when it was given out before: rotate, and write the new one down
   */
  public Optional<String> recoveryCode() {
    MasterKey active = keys.getFirst();
    if (file == null) {
      return Optional.of(RecoveryCode.of(active));
    }
    boolean[] fresh = {false};
    file.change(there -> {
      KeyText now = there == null ? new KeyText(keys, false) : there;
      fresh[0] = !now.codeShown() && now.keys().getFirst().is(active);
      return fresh[0] ? new KeyText(now.keys(), true) : now;
    });
    return fresh[0] ? Optional.of(RecoveryCode.of(active)) : Optional.empty();
  }

  /** The name of the active key: eight hexadecimal digits. */
  public String keyId() {
    return keys.getFirst().id();
  }

  /** The names of all keys, the active one first. */
  public List<String> keyIds() {
    return keys.stream().map(MasterKey::id).toList();
  }

  /**
   * Seals and opens streams with the active key: AES-256-GCM-HKDF in segments of 1 MiB. What it
   * throws does not tell a wrong key from damage: keep the key's name and a hash beside the stream.
   */
  public StreamingAead streaming(String purpose) {
    return streaming(keys.getFirst(), purpose);
  }

  /**
   * The same with the key of a name.
   *
   * @throws Fault.Denied when it is not in the ring
   */
  public StreamingAead streaming(String purpose, String keyId) {
    return streaming(key(keyId), purpose);
  }

  private static StreamingAead streaming(MasterKey key, String purpose) {
    try {
      return new AesGcmHkdfStreaming(
          key.derive("stream " + purpose, MasterKey.BYTES),
          "HmacSha256",
          MasterKey.BYTES,
          SEGMENT_BYTES,
          0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the parameters are constants", e);
    }
  }

  /** Seals single values for a purpose. */
  public FieldSealer fields(String purpose) {
    return new FieldSealer(purpose, keys);
  }

  /**
   * Seals hashes with the key of a name.
   *
   * @throws Fault.Denied when it is not in the ring
   */
  public HashSealer hashes(String purpose, String keyId) {
    return new HashSealer(key(keyId).aes("hash " + purpose));
  }

  /** Names for words with the active key; one per thread. */
  public TokenHash tokens(String purpose) {
    return tokens(purpose, keyId());
  }

  /**
   * Names for words with the key of a name; one per thread.
   *
   * @throws Fault.Denied when it is not in the ring
   */
  public TokenHash tokens(String purpose, String keyId) {
    return new TokenHash(key(keyId).derive("token " + purpose, MasterKey.BYTES));
  }

  private MasterKey key(String keyId) {
    return keys.stream()
        .filter(key -> key.id().equals(keyId))
        .findFirst()
        .orElseThrow(() -> unknown(keyId));
  }

  static Fault unknown(String keyId) {
    return new Fault.Denied(
        "key " + keyId,
        "what was sealed with this key cannot be opened: it is not among the keys at hand",
        "restore the key file, or recover the key with its recovery code");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Names only. */
  @Override
  public String toString() {
    return "keyring " + keyIds();
  }
}
