package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.SymbolKind;
import dev.roocode.store.Samples;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/** What is written is read again, and the numbers of format 1 keep their meaning. */
class StoredFormTest {
  private final TextCodec texts = new TextCodec();

  @Test
  void textsComeBack() throws DataFormatException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "ab {}();\n\tpublic static return größe検索😀\u0000\u001f";
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(400); i > 0; i--) {
        text.appendCodePoint(
            letters.codePointAt(letters.offsetByCodePoints(0, random.nextInt(30))));
      }
      assertEquals(text.toString(), texts.unpack(texts.pack(text.toString())), "seed " + seed);
    }
    assertEquals("", texts.unpack(texts.pack("")));
  }

  @Test
  void codeShrinks() {
    String code =
        """
        /** Returns the value of this. */
        public static String name(int index) {
          if (index == 0) {
            throw new IllegalArgumentException("index");
          }
          return names.get(index).toString();
        }
        """;
    assertTrue(texts.pack(code).length < code.length() / 2);
  }

  @Test
  void damagedTextsAreTold() {
    byte[] packed = texts.pack("public static void main ".repeat(20));
    for (int length = 0; length < packed.length - 1; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThrows(DataFormatException.class, () -> texts.unpack(cut), "cut at " + length);
    }
    byte[] unknown = packed.clone();
    unknown[0] = 9;
    assertThrows(DataFormatException.class, () -> texts.unpack(unknown));
  }

  @Test
  void vectorsComeBackAlmostExactly() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    double worst = 0;
    for (int round = 0; round < 300; round++) {
      int dimensions = 300 + random.nextInt(100);
      float[] vector = Samples.unit(dimensions, random.nextLong());
      float[] query = Samples.unit(dimensions, random.nextLong());
      byte[] packed = PackedVector.pack(vector, round);
      assertTrue(PackedVector.isSound(packed, dimensions, round));
      float[] read = PackedVector.unpack(packed, dimensions);
      assertEquals(1, dot(read, read), 1e-5, "seed " + seed);
      worst = Math.max(worst, Math.abs(dot(query, vector) - dot(query, read)));
    }
    assertTrue(worst < 0.0012, "seed " + seed + " worst " + worst);
  }

  @Test
  void theLargestComponentsOfEitherSignComeBack() {
    float half = (float) Math.sqrt(0.5);
    for (int first = 0; first < 17; first++) {
      float[] vector = new float[18];
      vector[first] = half;
      vector[first + 1] = -half;
      assertArrayEquals(vector, readAgain(vector), 1e-6f);
    }
    assertEquals(0, readAgain(new float[5])[4]);
  }

  private static float[] readAgain(float[] vector) {
    return PackedVector.unpack(PackedVector.pack(vector, 1), vector.length);
  }

  @Test
  void everyFlippedBitOfAVectorIsTold() {
    byte[] packed = PackedVector.pack(Samples.unit(20, 1), 7);
    assertFalse(PackedVector.isSound(packed, 20, 8), "of another content");
    for (int bit = 0; bit < packed.length * 8; bit++) {
      byte[] flipped = packed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(PackedVector.isSound(flipped, 20, 7), "bit " + bit);
    }
  }

  /** Four components in five bytes, ten bits each: 511, −511, 0, 256 of 511, then −256. */
  @Test
  void vectorsOfFormatTwoAreRead() {
    byte[] stored = HexFormat.of().parseHex("ff070020c00001082080");
    assertTrue(PackedVector.isSound(stored, 5, 1));
    float[] read = PackedVector.unpack(stored, 5);
    float whole = read[0];
    assertEquals(1, dot(read, read), 1e-6);
    assertArrayEquals(
        new float[] {whole, -whole, 0, whole * 256 / 511, -whole * 256 / 511}, read, 1e-6f);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void theNumbersOfKindsStay() {
    assertEquals(
        List.of(0, 1, 2, 3, 4), Arrays.stream(ChunkKind.values()).map(StoredKinds::code).toList());
    for (ChunkKind kind : ChunkKind.values()) {
      assertEquals(kind, StoredKinds.chunk(StoredKinds.code(kind)));
    }
    for (SymbolKind kind : SymbolKind.values()) {
      assertEquals(kind, StoredKinds.symbol(StoredKinds.code(kind)));
    }
    assertEquals(0, StoredKinds.code(SymbolKind.METHOD));
    assertEquals(3, StoredKinds.code(SymbolKind.CLASS));
    assertEquals(9, StoredKinds.code(SymbolKind.SECTION));
  }
}
