package dev.roocode.crypt;

import dev.roocode.domain.Fault;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A master key as people write it down: 55 characters in eleven groups of five, in the alphabet of
 * Crockford's base 32 (no I, L, O, U; read without regard to case, with O for 0 and I, L for 1).
 * The last 19 of its 275 bits are a checksum, so that a slip of the pen is told from another key.
 */
final class RecoveryCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARS = 55;
  private static final int GROUP = 5;
  private static final int BITS_OF_CHAR = 5;

  /** 275 bits of characters, 256 of key. */
  private static final int SUM_BITS = CHARS * BITS_OF_CHAR - MasterKey.BYTES * 8;

  private static final byte[] PURPOSE = Keyring.utf8("roocode-rag recovery code 1");
  private static final String RESOURCE = "recovery code";

  private RecoveryCode() {}

  static String of(MasterKey key) {
    byte[] secret = key.secret();
    BigInteger number = new BigInteger(1, secret).shiftLeft(SUM_BITS).or(sum(secret));
    StringBuilder code = new StringBuilder();
    for (int index = 0; index < CHARS; index++) {
      if (index > 0 && index % GROUP == 0) {
        code.append('-');
      }
      int shift = (CHARS - 1 - index) * BITS_OF_CHAR;
      code.append(ALPHABET.charAt(number.shiftRight(shift).intValue() & 31));
    }
    return code.toString();
  }

  /**
   * Reads what a person typed; spaces and dashes anywhere are passed over.
   *
   * @throws Fault.Invalid when it cannot be a code, naming what is wrong
   */
  static MasterKey read(String typed) {
    String text = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (text.length() != CHARS) {
      throw invalid("has " + text.length() + " characters instead of " + CHARS);
    }
    BigInteger number = BigInteger.ZERO;
    for (int index = 0; index < CHARS; index++) {
      number = number.shiftLeft(BITS_OF_CHAR).or(BigInteger.valueOf(digit(text, index)));
    }
    byte[] secret = fixed(number.shiftRight(SUM_BITS));
    if (!sum(secret).equals(number.and(mask()))) {
      throw invalid("has a mistake: its checksum does not fit");
    }
    return MasterKey.of(secret);
  }

  private static int digit(String text, int index) {
    char plain =
        switch (text.charAt(index)) {
          case 'O' -> '0';
          case 'I', 'L' -> '1';
          default -> text.charAt(index);
        };
    int digit = ALPHABET.indexOf(plain);
    if (digit < 0) {
      throw invalid(
          "has \""
              + text.charAt(index)
              + "\" in group "
              + (index / GROUP + 1)
              + ", which is no"
              + " character of a code");
    }
    return digit;
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[MasterKey.BYTES];
    int length = Math.min(bytes.length, fixed.length);
    System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
    return fixed;
  }

  private static BigInteger sum(byte[] secret) {
    byte[] summed =
        ByteBuffer.allocate(PURPOSE.length + secret.length).put(PURPOSE).put(secret).array();
    return new BigInteger(1, KeyText.sha256(summed)).and(mask());
  }

  private static BigInteger mask() {
    return BigInteger.ONE.shiftLeft(SUM_BITS).subtract(BigInteger.ONE);
  }

  private static Fault invalid(String message) {
    return new Fault.Invalid(RESOURCE, message, "compare it with what was written down");
  }
}
