package dev.roocode.crypt;

import dev.roocode.domain.Fault;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The key file's text, format 1:
 *
 * <pre>
 * roocode-rag keys 1
 * key FIRST-KEY-IN-BASE64         the active one, then older ones
 * key NEXT-KEY-IN-BASE64
 * shown                           where the active key's recovery code was given out
 * sha256 64-HEX-DIGITS            of all bytes above
 * </pre>
 */
record KeyText(List<MasterKey> keys, boolean codeShown) {
  /** The most keys in one file; older ones have to be taken out before another rotation. */
  static final int MAX_KEYS = 64;

  /** More is no key file. */
  static final int MAX_BYTES = 16 << 10;

  private static final String HEAD = "roocode-rag keys ";
  private static final int FORMAT = 1;
  private static final String KEY = "key ";
  private static final String SHOWN = "shown";
  private static final String SUM = "sha256 ";
  private static final String MEND =
      "restore the file from a copy, or the key with its recovery code";

  KeyText {
    keys = List.copyOf(keys);
  }

  String text() {
    StringBuilder text = new StringBuilder(HEAD).append(FORMAT).append('\n');
    for (MasterKey key : keys) {
      text.append(KEY).append(Base64.getEncoder().encodeToString(key.secret())).append('\n');
    }
    if (codeShown) {
      text.append(SHOWN).append('\n');
    }
    return text + SUM + sum(text.toString()) + "\n";
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @param resource named in faults
   * @throws Fault.Corrupt when it is cut or changed
   * @throws Fault.TooNew when a newer program wrote it
   */
  static KeyText parse(String resource, String text) {
    checkHead(resource, text);
    int sumAt = text.lastIndexOf(SUM);
    if (sumAt < 0 || !text.substring(sumAt).equals(SUM + sum(text.substring(0, sumAt)) + "\n")) {
      throw new Fault.Corrupt(resource, "the key file is cut or damaged", MEND);
    }
    List<MasterKey> keys = new ArrayList<>();
    boolean shown = false;
    for (String line : text.substring(0, sumAt).lines().skip(1).toList()) {
      if (line.equals(SHOWN)) {
        shown = true;
      } else {
        keys.add(key(resource, line));
      }
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new Fault.Corrupt(resource, "the key file holds no usable set of keys", MEND);
    }
    return new KeyText(keys, shown);
  }

  private static void checkHead(String resource, String text) {
    int end = text.indexOf('\n');
    String format = end < 0 || !text.startsWith(HEAD) ? "" : text.substring(HEAD.length(), end);
    if (format.isEmpty() || !format.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Fault.Corrupt(resource, "this is no key file, or its beginning is damaged", MEND);
    }
    if (!format.equals(String.valueOf(FORMAT))) {
      throw new Fault.TooNew(
          resource, "a newer version wrote this key file (format " + format + ")", "update");
    }
  }

  private static MasterKey key(String resource, String line) {
    if (line.startsWith(KEY)) {
      try {
        return MasterKey.of(Base64.getDecoder().decode(line.substring(KEY.length())));
      } catch (IllegalArgumentException e) {
        throw new Fault.Corrupt(resource, "a key in the key file is damaged", MEND).causedBy(e);
      }
    }
    throw new Fault.Corrupt(resource, "the key file has a line that means nothing", MEND);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String sum(String text) {
    return HexFormat.of().formatHex(sha256(Keyring.utf8(text)));
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return "key file of " + keys;
  }
}
