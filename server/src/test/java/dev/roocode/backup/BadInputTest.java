package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong around the snapshots is said clearly, and the index stays as it was. */
class BadInputTest {
  @TempDir Path root;

  /** Runs it beside an index with one full snapshot and one increment. */
  private void with(Consumer<Kept> work) {
    try (Kept kept = Kept.in(root).index(3, "a")) {
      kept.full();
      kept.change(1, "b");
      kept.increment();
      kept.change(2, "c");
      Map<String, String> before = kept.content();
      work.accept(kept);
      assertEquals(before, kept.content());
      assertFalse(Files.exists(kept.data.resolve("restoring")));
    }
  }

  private static SnapshotId id(Kept kept, int index) {
    return kept.backups.list().get(index).id();
  }

  private static void move(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.move(from, to);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fault refused(Class<? extends Fault> kind, Kept kept, SnapshotId id) {
    Fault fault = assertThrows(kind, () -> kept.prepare(id));
    assertFalse(fault.hint().isEmpty());
    return fault;
  }

  @Test
  void withoutTheKey() {
    with(kept -> {
      SnapshotId full = id(kept, 0);
      move(kept.data.resolve("keys"), root.resolve("away"));
      assertTrue(refused(Fault.Denied.class, kept, full).line().contains("key"));
      List<Snapshot> listed = kept.backups.list();
      assertEquals(2, listed.size(), "they are listed all the same");
      assertFalse(listed.getFirst().verified());
    });
  }

  @Test
  void withTheWrongKey() {
    with(kept -> {
      SnapshotId full = id(kept, 0);
      move(kept.data.resolve("keys"), root.resolve("away"));
      Keyring.open(kept.data); // makes another one
      Fault fault = refused(Fault.Denied.class, kept, full);
      assertTrue(fault.line().contains("not among the keys at hand"), fault.line());
      assertFalse(kept.backups.verify(null, false, kept.store, Cancellation.NEVER).isSound());
    });
  }

  @Test
  void aSnapshotOfAnotherWorkspace() {
    try (Kept other = Kept.in(root.resolve("other")).index(1, "z")) {
      other.full();
      other.full();
      SnapshotId third = other.full();
      with(kept -> {
        move(other.file(third), kept.file(third));
        Fault fault = refused(Fault.Denied.class, kept, third);
        assertTrue(fault.line().contains("another workspace"), fault.line());
      });
    }
  }

  @Test
  void theFolderOfAnotherWorkspace() throws IOException {
    Path shared = root.resolve("shared");
    BackupSettings settings = new BackupSettings(true, shared.toString(), 24, 6, 7, 4, 2, 100);
    try (Kept one = Kept.in(root.resolve("one"), settings).index(1, "a");
        Kept two = Kept.in(root.resolve("two"), settings).index(1, "b")) {
      one.full();
      Fault fault = assertThrows(Fault.Denied.class, two::full);
      assertTrue(fault.line().contains("another workspace"), fault.line());
      Files.delete(one.data.resolve(Ledger.FILE));
      one.full(); // known by its folder, without the memory of the data folder
    }
  }

  @Test
  void aRenamedSnapshot() {
    with(kept -> {
      SnapshotId full = id(kept, 0);
      SnapshotId renamed = SnapshotId.full(9, full.time().plusSeconds(86_400));
      move(kept.file(full), kept.file(renamed));
      Fault fault = refused(Fault.Denied.class, kept, renamed);
      assertTrue(fault.hint().contains(full.toString()), fault.line());
    });
  }

  @Test
  void aMissingBase() {
    with(kept -> {
      SnapshotId full = id(kept, 0);
      SnapshotId increment = id(kept, 1);
      move(kept.file(full), root.resolve("away/x"));
      refused(Fault.NotFound.class, kept, increment);
      assertFalse(kept.backups.list().getFirst().verified());
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      assertEquals(increment.toString(), findings.damaged().getFirst().id());
      assertEquals(SnapshotId.Kind.FULL, kept.increment().kind(), "the next one is whole");
    });
  }

  @Test
  void aFolderInsideOfTheWorkspace() {
    Path workspace = root.resolve("workspace");
    BackupSettings inside =
        new BackupSettings(true, workspace.resolve("my/backups").toString(), 24, 6, 7, 4, 2, 100);
    try (Kept kept = Kept.in(root, inside).index(1, "a")) {
      Fault fault = assertThrows(Fault.Denied.class, kept::full);
      assertTrue(fault.line().contains("inside of the workspace"), fault.line());
      assertFalse(Files.exists(workspace.resolve("my")));
    }
  }

  @Test
  void aFolderThatALinkLeadsIntoTheWorkspace() throws IOException {
    Path workspace = Files.createDirectories(root.resolve("workspace"));
    Path link = Files.createSymbolicLink(root.resolve("link"), workspace);
    BackupSettings inside =
        new BackupSettings(true, link.resolve("backups").toString(), 24, 6, 7, 4, 2, 100);
    try (Kept kept = Kept.in(root, inside).index(1, "a")) {
      assertThrows(Fault.Denied.class, kept::full);
    }
  }

  @Test
  void noSpace() {
    FaultyDisk full =
        new FaultyDisk() {
          @Override
          public long usableBytes(Path folder) {
            return 100_000;
          }
        };
    try (Kept kept = Kept.in(root, full).index(3, "a")) {
      Map<String, String> before = kept.content();
      Fault fault = assertThrows(Fault.DiskFull.class, kept::full);
      assertTrue(fault.line().contains("MB are needed"), fault.line());
      assertFalse(Files.exists(kept.data.resolve("backing-up")));
      assertEquals(before, kept.content());
    }
  }

  /** A disk whose new files are refused while it is told so. */
  private static final class Refusing extends FaultyDisk {
    private @Nullable IOException refusal;

    @Override
    public Output create(Path file) throws IOException {
      IOException now = refusal;
      if (now != null) {
        throw now;
      }
      return super.create(file);
    }
  }

  @Test
  void aFullDiskAndAReadOnlyOneAreSaidAndOvercome() {
    Refusing disk = new Refusing();
    try (Kept kept = Kept.in(root, disk).index(3, "a")) {
      SnapshotId id = kept.full();
      Map<String, String> before = kept.content();
      Map<IOException, Class<? extends Fault>> refusals =
          Map.of(
              new IOException("No space left on device"),
              Fault.DiskFull.class,
              new AccessDeniedException("backups"),
              Fault.Denied.class,
              new FileSystemException("backups", null, "Read-only file system"),
              Fault.Denied.class,
              new IOException("Input/output error"),
              Fault.Unavailable.class);
      refusals.forEach((refusal, kind) -> {
        disk.refusal = refusal;
        Fault fault = assertThrows(kind, kept::full);
        assertTrue(fault.line().contains("untouched"), fault.line());
        assertThrows(kind, () -> kept.prepare(id));
        assertEquals(before, kept.content(), "reads go on");
        disk.refusal = null;
        assertTrue(kept.backUp(SnapshotId.Kind.INCREMENTAL).verified(), "it recovers by itself");
      });
    }
  }

  @Test
  void anUnknownDate() {
    with(kept -> {
      for (String date : List.of("2026-11-23", "1999-01-01", "2026-11-24T08:00")) {
        assertThrows(
            Fault.NotFound.class,
            () -> kept.backups.prepare(new Choice.ByDate(date), Cancellation.NEVER),
            date);
      }
      for (String date : List.of("", "yesterday", "2026-13-01", "2026-02-30", "2026-11-24T25:00")) {
        assertThrows(
            Fault.Invalid.class,
            () -> kept.backups.prepare(new Choice.ByDate(date), Cancellation.NEVER),
            date);
      }
      assertThrows(
          Fault.NotFound.class,
          () -> kept.backups.prepare(new Choice.ById("../../etc"), Cancellation.NEVER));
    });
  }

  @Test
  void twoAtOnce() {
    with(kept -> {
      SnapshotId full = id(kept, 0);
      Throwable[] said = new Throwable[1];
      Cancellation meanwhile =
          () -> {
            if (said[0] == null) {
              Thread other = Thread.ofPlatform().unstarted(() -> kept.prepare(full));
              other.setUncaughtExceptionHandler((thread, failure) -> said[0] = failure);
              other.start();
              join(other);
            }
            return false;
          };
      kept.backups.discard(kept.backups.prepare(new Choice.ById(full.toString()), meanwhile));
      assertTrue(said[0] instanceof Fault.Busy, String.valueOf(said[0]));
    });
  }

  @Test
  void whoAsksWaitsForTheWorkUnderWay() {
    with(kept -> {
      SnapshotId full = id(kept, 0);
      Backups patient = kept.backupsOf(kept.data, Duration.ofMinutes(5));
      List<Snapshot> made = new ArrayList<>();
      Thread other =
          Thread.ofPlatform().unstarted(() -> made.add(patient.createCache(new byte[] {1})));
      Cancellation meanwhile =
          () -> {
            if (other.getState() == Thread.State.NEW) {
              other.start();
              while (other.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              assertTrue(made.isEmpty());
            }
            return false;
          };
      patient.discard(patient.prepare(new Choice.ById(full.toString()), meanwhile));
      join(other);
      assertEquals(SnapshotId.Kind.CACHE, made.getFirst().id().kind());
    });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anIndexThatAnotherProcessWrites() {
    with(kept -> {
      try (LocalStore reader =
          LocalStore.open(kept.data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM)) {
        Backups others = kept.backupsOf(kept.data);
        assertThrows(
            Fault.Busy.class,
            () -> others.create(SnapshotId.Kind.FULL, reader, Cancellation.NEVER));
        assertTrue(others.verify(null, false, reader, Cancellation.NEVER).isSound());
      }
    });
  }

  @Test
  void strangersInTheFolder() {
    with(kept -> {
      try {
        Files.writeString(kept.folder().resolve("notes.txt"), "mine");
        Files.writeString(kept.folder().resolve("000001-full.rbk"), "not ours");
        Files.createDirectory(kept.folder().resolve("sub"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      assertEquals(2, kept.backups.list().size());
      kept.full();
      assertTrue(Files.exists(kept.folder().resolve("notes.txt")), "never touched");
    });
  }

  @Test
  void aDamagedRepositoryFileIsWrittenAnew() {
    with(kept -> {
      try {
        Files.writeString(kept.folder().resolve(Repository.FILE), "{\"form");
        assertEquals(2, kept.backups.list().size());
        kept.full();
        assertTrue(kept.backups.verify(null, false, kept.store, Cancellation.NEVER).isSound());
        Files.writeString(kept.folder().resolve(Repository.FILE), "{\"form");
        Files.delete(kept.data.resolve(Ledger.FILE));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      assertThrows(Fault.Corrupt.class, kept.backups::list);
    });
  }
}
