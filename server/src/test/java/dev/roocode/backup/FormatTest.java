package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.SystemDisk;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage is always noticed, and never taken for anything else. */
class FormatTest {
  @TempDir Path root;

  private static Vault vault(Kept kept) throws IOException {
    String repository = Ledger.read(kept.data, SystemDisk.INSTANCE).repository();
    Keyring ring = Keyring.open(kept.data);
    return new Vault(SystemDisk.INSTANCE, () -> ring, kept.folder(), repository);
  }

  /** Reads all of it, as a check does. */
  private static void read(Vault vault, SnapshotId id) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(vault, vault.file(id), id)) {
      while (reader.next()) {
        assertTrue(reader.number() >= 0);
      }
    }
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void everyFlippedByteIsNoticed() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      SnapshotId full = kept.full();
      kept.change(0, "b");
      SnapshotId increment = kept.increment();
      Vault vault = vault(kept);
      for (SnapshotId id : List.of(full, increment)) {
        byte[] sound = Files.readAllBytes(vault.file(id));
        read(vault, id);
        try (FileChannel file = FileChannel.open(vault.file(id), StandardOpenOption.WRITE)) {
          for (int position = 0; position < sound.length; position++) {
            byte flipped = (byte) (sound[position] ^ 1 << (position & 7));
            file.write(ByteBuffer.wrap(new byte[] {flipped}), position);
            String where = id + " byte " + position;
            assertThrows(Fault.Corrupt.class, () -> read(vault, id), where);
            file.write(ByteBuffer.wrap(sound, position, 1), position);
          }
        }
        Files.write(vault.file(id), sound);
      }
      assertTrue(kept.backups.verify(null, true, kept.store, Cancellation.NEVER).isSound());
    }
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void everyTruncationIsNoticed() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      SnapshotId full = kept.full();
      kept.change(0, "b");
      SnapshotId increment = kept.increment();
      Vault vault = vault(kept);
      for (SnapshotId id : List.of(full, increment)) {
        byte[] sound = Files.readAllBytes(vault.file(id));
        try (FileChannel file = FileChannel.open(vault.file(id), StandardOpenOption.WRITE)) {
          for (int length = sound.length - 1; length >= 0; length--) {
            file.truncate(length);
            String where = id + " cut to " + length;
            assertThrows(Fault.Corrupt.class, () -> read(vault, id), where);
          }
        }
        Files.write(vault.file(id), Arrays.copyOf(sound, sound.length + 1));
        assertThrows(Fault.Corrupt.class, () -> read(vault, id), "one byte too many");
        Files.write(vault.file(id), sound);
      }
    }
  }

  /** Whoever can write the file can also make its outer sum fit: the seal must hold by itself. */
  @Test
  @Tag("slow")
  @Timeout(900)
  void aFlippedByteWithAFittingSumIsNoticedToo() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      SnapshotId id = kept.full();
      Vault vault = vault(kept);
      byte[] sound = Files.readAllBytes(vault.file(id));
      for (int position = 0; position < sound.length - 32; position += position < 300 ? 3 : 31) {
        byte[] damaged = Damage.flip(sound, position, 0x10);
        byte[] sum = PageTable.sha256().digest(Arrays.copyOf(damaged, damaged.length - 32));
        System.arraycopy(sum, 0, damaged, damaged.length - 32, 32);
        Files.write(vault.file(id), damaged);
        Fault fault = assertThrows(Fault.class, () -> read(vault, id), "byte " + position);
        assertTrue(
            fault instanceof Fault.Corrupt
                || fault instanceof Fault.Denied
                || fault instanceof Fault.TooNew,
            fault.line());
      }
    }
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      SnapshotId id = kept.full();
      byte[] content = Files.readAllBytes(kept.file(id));
      content[11] = 2; // the format follows eight bytes of magic
      byte[] sum = PageTable.sha256().digest(Arrays.copyOf(content, content.length - 32));
      System.arraycopy(sum, 0, content, content.length - 32, 32);
      Files.write(kept.file(id), content);
      assertThrows(Fault.TooNew.class, () -> kept.prepare(id));
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      assertEquals(id.toString(), findings.damaged().getFirst().id());
      assertTrue(findings.damaged().getFirst().problem().contains("format 2"));
    }
  }
}
