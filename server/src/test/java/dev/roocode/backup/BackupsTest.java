package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made is what comes back. */
class BackupsTest {
  @TempDir Path root;

  @Test
  void aFullSnapshotRestoresTheIndex() throws IOException {
    try (Kept kept = Kept.in(root).index(20, "a")) {
      Map<String, String> before = kept.content();
      Snapshot made = kept.backUp(Kind.FULL);
      assertEquals(Kind.FULL, made.id().kind());
      assertTrue(made.verified());
      assertEquals(7, made.configVersion());
      assertEquals(Files.size(kept.file(made.id())), made.bytes());
      kept.index(20, "b");
      Backups.Prepared prepared = kept.prepare(made.id());
      assertEquals(before, Kept.content(prepared.folder(), root.resolve("scratch")));
      assertEquals(20, prepared.facts().files());
      assertEquals(60, prepared.facts().chunks());
      assertEquals("model", prepared.facts().model());
    }
  }

  @Test
  void anIncrementRestoresTheIndexOfItsTime() throws IOException {
    try (Kept kept = Kept.in(root).index(200, "a")) {
      SnapshotId full = kept.full();
      kept.change(3, "b");
      Map<String, String> then = kept.content();
      Snapshot increment = kept.backUp(Kind.INCREMENTAL);
      assertEquals(Kind.INCREMENTAL, increment.id().kind());
      assertEquals(full, increment.base());
      long whole = Files.size(kept.file(full));
      assertTrue(increment.bytes() < whole / 2, increment.bytes() + " of " + whole);
      kept.change(4, "c");
      SnapshotId second = kept.increment();
      assertEquals(full.sequence(), second.base(), "chains are one long");
      Backups.Prepared prepared = kept.prepare(increment.id());
      assertEquals(then, Kept.content(prepared.folder(), root.resolve("one")));
      prepared = kept.prepare(second);
      assertEquals(kept.content(), Kept.content(prepared.folder(), root.resolve("two")));
    }
  }

  @Test
  void anIndexThatShrankIsRestoredAtItsSize() throws IOException {
    try (Kept kept = Kept.in(root).index(300, "a")) {
      kept.full();
      kept.store.commit(
          kept.store.stamps().keySet().stream()
              .skip(5)
              .<dev.roocode.store.FileUpdate>map(dev.roocode.store.FileUpdate.Remove::new)
              .toList());
      kept.reopen(); // gives space back
      Map<String, String> then = kept.content();
      SnapshotId increment = kept.increment();
      Backups.Prepared prepared = kept.prepare(increment);
      assertEquals(then, Kept.content(prepared.folder(), root.resolve("scratch")));
    }
  }

  @Test
  void withoutAFullOneAnIncrementBecomesOne() {
    try (Kept kept = Kept.in(root).index(2, "a")) {
      assertEquals(Kind.FULL, kept.increment().kind());
      assertEquals(Kind.INCREMENTAL, kept.increment().kind());
    }
  }

  @Test
  void anEmptyIndexCanBeKept() throws IOException {
    try (Kept kept = Kept.in(root)) {
      Backups.Prepared prepared = kept.prepare(kept.full());
      assertEquals(0, prepared.facts().files());
      assertEquals(Map.of(), Kept.content(prepared.folder(), root.resolve("scratch")));
    }
  }

  @Test
  void sequencesRiseAndAreNotUsedAgain() throws IOException {
    try (Kept kept = Kept.in(root).index(2, "a")) {
      assertEquals(1, kept.full().sequence());
      SnapshotId second = kept.full();
      assertEquals(2, second.sequence());
      Files.delete(kept.file(second));
      assertEquals(3, kept.full().sequence());
      Files.delete(kept.data.resolve(Ledger.FILE));
      assertEquals(4, kept.full().sequence(), "also without the memory of the data folder");
    }
  }

  @Test
  void nothingInAFileIsReadable() throws IOException {
    try (Kept kept = Kept.in(root)) {
      kept.index(5, "canaryword");
      kept.full();
      kept.change(1, "othercanary");
      kept.increment();
      for (Path file : List.of(kept.file(kept.full()), kept.file(kept.increment()))) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(
            bytes.contains("canary") || bytes.contains("SQLite") || bytes.contains("file1"));
      }
      String repository = Files.readString(kept.folder().resolve(Repository.FILE));
      assertFalse(repository.contains(kept.workspace.toString()));
    }
  }

  @Test
  void aBackupLeavesNothingElseBehind() throws IOException {
    try (Kept kept = Kept.in(root).index(2, "a")) {
      SnapshotId full = kept.full();
      assertEquals(List.of(full.fileName(), Repository.FILE), kept.files());
      assertFalse(Files.exists(kept.data.resolve("backing-up")));
    }
  }

  @Test
  void cancelledItLeavesNothing() throws IOException {
    try (Kept kept = Kept.in(root).index(2, "a")) {
      assertThrows(
          CancellationException.class,
          () -> kept.backups.create(Kind.FULL, kept.store, () -> true));
      assertEquals(List.of(Repository.FILE), kept.files());
      assertFalse(Files.exists(kept.data.resolve("backing-up")));
      kept.full();
    }
  }

  @Test
  void aDamagedIndexIsNotKept() throws IOException {
    try (Kept kept = Kept.in(root).index(50, "a")) {
      SnapshotId sound = kept.full();
      Path version = kept.store.versionFolder();
      kept.store.close();
      Damage.ofTexts(version.resolve("index.db"));
      kept.reopen();
      assertThrows(Fault.Corrupt.class, kept::full);
      assertEquals(List.of(sound.fileName(), Repository.FILE), kept.files());
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      assertEquals(1, findings.checked());
      assertEquals(List.of(), findings.damaged());
      assertNotEquals(List.of(), findings.index());
      assertFalse(findings.isSound());
      kept.reopen();
      assertTrue(
          kept.store.recovered().orElseThrow().message().contains("backup " + sound),
          "the next start sets it aside");
      assertTrue(kept.backups.verify(null, false, kept.store, Cancellation.NEVER).isSound());
    }
  }

  @Test
  void aDeepCheckRestoresEach() {
    try (Kept kept = Kept.in(root).index(5, "a")) {
      kept.full();
      kept.change(1, "b");
      kept.increment();
      Findings findings = kept.backups.verify(null, true, kept.store, Cancellation.NEVER);
      assertEquals(2, findings.checked());
      assertTrue(findings.isSound(), findings.toString());
      assertFalse(Files.exists(kept.data.resolve("backing-up")));
    }
  }
}
