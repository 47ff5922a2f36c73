package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Files as pages, and pages as bytes of a snapshot. */
class PagesTest {
  private static final int PAGE = PageTable.PAGE_BYTES;

  private static PageTable table(byte[] file) throws IOException {
    return PageTable.of(new ByteArrayInputStream(file), "file");
  }

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void aFileThatEndsWithinAPageIsNoIndex() throws IOException {
    assertEquals(0, table(new byte[0]).pages());
    assertEquals(3, table(new byte[3 * PAGE]).pages());
    for (int length : new int[] {1, PAGE - 1, PAGE + 1, 2 * PAGE + 512}) {
      assertThrows(Fault.Corrupt.class, () -> table(new byte[length]), "length " + length);
    }
  }

  @Test
  void aTableIsOfItsFileAlone() throws IOException {
    byte[] file = random(new Random(5), 4 * PAGE);
    PageTable table = table(file);
    assertTrue(table.isOf(table(file)));
    for (int at = 0; at < file.length; at += 1_000) {
      assertFalse(table.isOf(table(Damage.flip(file, at, 4))), "byte " + at);
    }
    byte[] written = written(table);
    for (int at :
        new int[] {0, 31, 36, written.length - 1}) { // sums of the file, then of its pages
      assertFalse(table.isOf(read(Damage.flip(written, at, 1))), "byte " + at);
    }
    assertTrue(table.isOf(read(written)));
  }

  private static byte[] written(PageTable table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.writeTo(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static PageTable read(byte[] written) throws IOException {
    return PageTable.readFrom(new DataInputStream(new ByteArrayInputStream(written)));
  }

  @Test
  void whatIsMissingInAnotherFileIsWhatDiffers() throws IOException {
    byte[] before = random(new Random(6), 4 * PAGE);
    byte[] after = Arrays.copyOf(before, 6 * PAGE);
    after[2 * PAGE + 7] ^= 1;
    assertArrayEquals(new int[] {2, 4, 5}, table(after).missingIn(table(before)));
    assertArrayEquals(new int[] {2}, table(before).missingIn(table(after)), "it is shorter");
    assertArrayEquals(new int[] {0, 1, 2, 3}, table(before).missingIn(null));
  }

  /** From all zero over a changed row to noise, which does not shrink. */
  @Test
  void aDifferenceComesBackHoweverMuchDiffers() throws IOException {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (PageCodec codec = new PageCodec()) {
      for (int round = 0; round < 400; round++) {
        byte[] difference = new byte[PAGE];
        int changed = round % 4 == 0 ? PAGE : random.nextInt(PAGE);
        for (int at = 0; at < changed; at++) {
          difference[at] = (byte) random.nextInt(round % 4 == 1 ? 2 : 256);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.writeDifference(new DataOutputStream(out), 77, difference);
        assertTrue(out.size() <= 6 + PAGE, "seed " + seed);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
        byte[] read = random(random, PAGE);
        assertEquals(77, in.readInt());
        codec.read(in, read);
        assertArrayEquals(difference, read, "seed " + seed + " round " + round);
        assertEquals(-1, in.read(), "nothing is left over");
      }
    }
  }

  @Test
  void aPageThatIsNoneIsTold() throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    byte[] packed = new byte[200];
    deflater.setInput(new byte[100]);
    deflater.finish();
    int length = deflater.deflate(packed);
    deflater.end();
    byte[] shorter = page(length, Arrays.copyOf(packed, length));
    byte[] longer = page(PAGE + 1, new byte[PAGE + 1]);
    byte[] garbage = page(3, new byte[] {-1, -1, -1});
    byte[] cut = page(PAGE, new byte[PAGE - 1]);
    try (PageCodec codec = new PageCodec()) {
      for (byte[] wrong : new byte[][] {shorter, longer, garbage, cut}) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(wrong));
        assertThrows(IOException.class, () -> codec.read(in, new byte[PAGE]));
      }
    }
  }

  private static byte[] page(int length, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeShort(length);
    data.write(content);
    return out.toByteArray();
  }

  @Test
  void theSealedPartEndsWhereItSays() throws IOException {
    byte[] file = random(new Random(7), 100);
    try (InputStream whole = new SnapshotReader.Part(new ByteArrayInputStream(file), 60);
        InputStream single = new SnapshotReader.Part(new ByteArrayInputStream(file), 60);
        InputStream cut = new SnapshotReader.Part(new ByteArrayInputStream(file), 200)) {
      byte[] expected = Arrays.copyOf(file, 60);
      assertArrayEquals(expected, whole.readAllBytes());
      for (byte next : expected) {
        assertEquals(next & 0xff, single.read());
      }
      assertEquals(-1, single.read());
      assertArrayEquals(file, cut.readAllBytes(), "a file that ends early");
    }
  }
}
