package dev.roocode.crypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {
  private static final String CHARS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Test
  void aCodeIsElevenGroupsOfFive() {
    String code = RecoveryCode.of(MasterKey.random());
    assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{5}-){10}[0-9A-HJKMNP-TV-Z]{5}"), code);
  }

  @Test
  void everyKeyComesBackHoweverItIsTyped() {
    for (int fill : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
      byte[] secret = new byte[MasterKey.BYTES];
      Arrays.fill(secret, (byte) fill);
      comesBack(MasterKey.of(secret));
    }
    for (int round = 0; round < 200; round++) {
      comesBack(MasterKey.random());
    }
  }

  private static void comesBack(MasterKey key) {
    String code = RecoveryCode.of(key);
    assertTrue(key.is(RecoveryCode.read(code)), code);
    String typed = code.replace('0', 'o').replace("1", "l").replace("-", " ");
    assertTrue(key.is(RecoveryCode.read("\t" + typed + "\n")), typed);
    assertTrue(key.is(RecoveryCode.read(code.replace('1', 'i'))), code);
  }

  /** 19 bits let one slip in half a million pass; the seed is fixed so that none does here. */
  @Test
  void everySlipOfThePenIsNoticed() {
    byte[] secret = new byte[MasterKey.BYTES];
    new SplittableRandom(5).nextBytes(secret);
    String code = RecoveryCode.of(MasterKey.of(secret));
    for (int at = 0; at < code.length(); at++) {
      for (int of = 0; of < CHARS.length(); of++) {
        char other = CHARS.charAt(of);
        if (code.charAt(at) != '-' && code.charAt(at) != other) {
          String wrong = code.substring(0, at) + other + code.substring(at + 1);
          assertThrows(Fault.Invalid.class, () -> RecoveryCode.read(wrong), wrong);
        }
      }
    }
  }

  @Test
  void whatIsNoCodeIsSaidWithItsPlace() {
    String code = RecoveryCode.of(MasterKey.random());
    Fault few = assertThrows(Fault.Invalid.class, () -> RecoveryCode.read(code.substring(1)));
    assertTrue(few.line().contains("54 characters instead of 55"), few.line());
    Fault sign =
        assertThrows(Fault.Invalid.class, () -> RecoveryCode.read(code.substring(0, 64) + "*"));
    assertEquals("recovery code", sign.resource());
    assertTrue(sign.line().contains("\"*\" in group 11"), sign.line());
  }

  @Test
  void aMasterKeyHasThirtyTwoBytes() {
    assertThrows(IllegalArgumentException.class, () -> MasterKey.of(new byte[31]));
  }
}
