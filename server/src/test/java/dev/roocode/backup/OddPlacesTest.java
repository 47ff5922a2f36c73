package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that change under the reader, folders that lie elsewhere, a schedule that is off. */
class OddPlacesTest {
  @TempDir Path root;

  /** Found damaged by a check, it is no base, even if it looks sound again. */
  @Test
  void aFullSnapshotThatWasFoundDamagedIsNoBase() throws IOException {
    try (Kept kept = Kept.in(root).index(3, "a")) {
      SnapshotId full = kept.full();
      byte[] sound = Files.readAllBytes(kept.file(full));
      Files.write(kept.file(full), Damage.flip(sound, sound.length / 2, 1));
      assertFalse(kept.backups.verify(null, false, kept.store, Cancellation.NEVER).isSound());
      Files.write(kept.file(full), sound);
      assertEquals(SnapshotId.Kind.FULL, kept.increment().kind());
      assertEquals(SnapshotId.Kind.INCREMENTAL, kept.increment().kind());
    }
  }

  @Test
  void withoutTheScheduleNothingIsDue() {
    BackupSettings byHand = new BackupSettings(false, "", 24, 6, 7, 4, 2, 100);
    try (Kept kept = Kept.in(root, byHand).index(1, "a")) {
      assertEquals(Optional.empty(), kept.backups.due());
      assertFalse(kept.backups.cacheDue());
      assertFalse(kept.backups.isAutomatic());
      kept.full();
    }
    try (Kept kept = Kept.in(root.resolve("other")).index(1, "a")) {
      assertEquals(Optional.of(SnapshotId.Kind.FULL), kept.backups.due());
      assertTrue(kept.backups.cacheDue());
    }
  }

  /** As when somebody cuts it meanwhile. */
  private static final class Shrinking extends FaultyDisk {
    private long missing;

    @Override
    public long size(Path file) throws IOException {
      return super.size(file) + missing;
    }
  }

  @Test
  void aSnapshotThatShrinksWhileItIsRead() {
    Shrinking disk = new Shrinking();
    try (Kept kept = Kept.in(root, disk).index(1, "a")) {
      SnapshotId id = kept.full();
      disk.missing = 100;
      assertThrows(Fault.Corrupt.class, () -> kept.prepare(id));
      Findings findings = kept.backups.verify(id.toString(), false, kept.store, Cancellation.NEVER);
      String problem = findings.damaged().getFirst().problem();
      assertTrue(problem.contains("ends early"), problem);
      disk.missing = 0;
      kept.backups.discard(kept.prepare(id));
    }
  }

  @Test
  void aFileThatIsGoneIsNoTroubleOfTheDisk() {
    Path file = root.resolve("gone.rbk");
    Fault fault = DiskFaults.of(file, new NoSuchFileException("gone.rbk"));
    assertTrue(fault instanceof Fault.NotFound, fault.line());
    assertEquals(file.toString(), fault.resource());
  }

  @Test
  void aLongNameIsNotRepeatedAsAWhole() {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      Choice choice = new Choice.ById("x".repeat(5_000));
      Fault fault =
          assertThrows(
              Fault.NotFound.class, () -> kept.backups.prepare(choice, Cancellation.NEVER));
      assertTrue(fault.line().length() < 300, fault.line());
    }
  }

  @Test
  void aWorkspaceWithoutFoldersHasBackupsToo() {
    Path data = root.resolve("data");
    Place place = Place.of(data, List.of(), BackupSettings.DEFAULTS, 0);
    place.demandOutside();
    assertEquals(data.resolve("backups").toAbsolutePath(), place.folder());
    assertEquals(data.toString(), place.workspace());
  }

  /** The data folder is never indexed, wherever it lies. */
  @Test
  void aDataFolderInsideOfTheWorkspaceMayHoldThem() throws IOException {
    Path workspace = Files.createDirectories(root.resolve("shop"));
    Place place =
        Place.of(workspace.resolve(".data"), List.of(workspace), BackupSettings.DEFAULTS, 0);
    place.demandOutside();
    Files.createSymbolicLink(root.resolve("link"), workspace);
    BackupSettings byLink =
        new BackupSettings(true, root.resolve("link/kept").toString(), 24, 6, 7, 4, 2, 100);
    Place inside = Place.of(root.resolve("data"), List.of(workspace), byLink, 0);
    assertThrows(Fault.Denied.class, inside::demandOutside, "a link leads inside");
  }
}
