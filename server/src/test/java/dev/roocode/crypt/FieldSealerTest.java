package dev.roocode.crypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldSealerTest {
  private static final byte[] PLACE = "texts 7".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PLAIN = "class Harbour".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void whatIsSealedOpensInItsPlace() {
    FieldSealer sealer = Keyring.open(folder).fields("text");
    long seed = Long.getLong("seed", 20_261_124L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      byte[] plain = new byte[random.nextInt(3_000)];
      random.nextBytes(plain);
      byte[] sealed = sealer.seal(plain, PLACE);
      assertEquals(plain.length + FieldSealer.OVERHEAD, sealed.length);
      assertArrayEquals(plain, sealer.open(sealed, PLACE), "seed " + seed);
      assertTrue(sealer.isCurrent(sealed));
    }
  }

  @Test
  void theSameValueNeverLooksTheSame() {
    FieldSealer sealer = Keyring.open(folder).fields("text");
    byte[] one = sealer.seal(PLAIN, PLACE);
    assertFalse(Arrays.equals(one, sealer.seal(PLAIN, PLACE)));
    assertFalse(new String(one, StandardCharsets.ISO_8859_1).contains("Harbour"));
  }

  @Test
  void equalValuesCanLookEqual() {
    Keyring ring = Keyring.open(folder);
    FieldSealer sealer = ring.fields("path");
    byte[] one = sealer.sealSame(PLAIN, PLACE);
    assertArrayEquals(one, sealer.sealSame(PLAIN, PLACE));
    assertArrayEquals(PLAIN, sealer.open(one, PLACE));
    byte[] other = "other".getBytes(StandardCharsets.UTF_8);
    assertFalse(Arrays.equals(one, sealer.sealSame(PLAIN, other)));
    assertFalse(Arrays.equals(one, ring.rotate().fields("path").sealSame(PLAIN, PLACE)));
  }

  @Test
  void hashesTurnIntoOthersAndBack() {
    Keyring ring = Keyring.open(folder);
    HashSealer hashes = ring.hashes("index", ring.keyId());
    byte[] hash = new byte[HashSealer.BYTES];
    assertArrayEquals(hash, hashes.open(hashes.seal(hash)));
    assertArrayEquals(hashes.seal(hash), hashes.seal(hash));
    assertFalse(Arrays.equals(hash, hashes.seal(hash)));
    assertThrows(IllegalArgumentException.class, () -> hashes.seal(new byte[15]));
    assertThrows(Fault.Denied.class, () -> ring.hashes("index", "00000000"));
  }

  @Test
  void everyFlippedBitAndEveryCutIsDamage() {
    FieldSealer sealer = Keyring.open(folder).fields("text");
    byte[] sealed = sealer.seal(PLAIN, PLACE);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Fault fault =
          assertThrows(Fault.Corrupt.class, () -> sealer.open(flipped, PLACE), "bit " + bit);
      assertEquals("sealed text", fault.resource());
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(Fault.Corrupt.class, () -> sealer.open(cut, PLACE));
    }
    assertFalse(sealer.isCurrent(new byte[0]));
  }

  @Test
  void anotherPlaceOrPurposeDoesNotOpenIt() {
    Keyring ring = Keyring.open(folder);
    byte[] sealed = ring.fields("text").seal(PLAIN, PLACE);
    byte[] other = "texts 8".getBytes(StandardCharsets.UTF_8);
    assertThrows(Fault.Corrupt.class, () -> ring.fields("text").open(sealed, other));
    assertThrows(Fault.Corrupt.class, () -> ring.fields("path").open(sealed, PLACE));
  }

  @Test
  void aWrongKeyIsToldFromDamage() {
    Keyring ring = Keyring.open(folder.resolve("one"));
    byte[] sealed = ring.fields("text").seal(PLAIN, PLACE);
    FieldSealer stranger = Keyring.open(folder.resolve("two")).fields("text");
    Fault fault = assertThrows(Fault.Denied.class, () -> stranger.open(sealed, PLACE));
    assertEquals("key " + ring.keyId(), fault.resource());
  }

  @Test
  void afterARotationTheOldOpensAndTheNewSeals() {
    Keyring ring = Keyring.open(folder);
    byte[] old = ring.fields("text").seal(PLAIN, PLACE);
    FieldSealer rotated = ring.rotate().fields("text");
    assertArrayEquals(PLAIN, rotated.open(old, PLACE));
    assertFalse(rotated.isCurrent(old));
    byte[] anew = rotated.seal(PLAIN, PLACE);
    assertTrue(rotated.isCurrent(anew));
    assertThrows(Fault.Denied.class, () -> ring.fields("text").open(anew, PLACE));
  }
}
