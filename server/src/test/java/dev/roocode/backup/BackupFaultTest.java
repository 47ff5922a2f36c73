package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import dev.roocode.store.local.Replacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file operation of a backup and of a restore fails once, and once takes the process with it:
 * no snapshot is lost, the index is the old one or the new.
 */
@Tag("slow")
@Timeout(600)
class BackupFaultTest {
  @TempDir Path root;

  /** The least that retention leaves, so that it deletes in each round. */
  private static final BackupSettings FEW = new BackupSettings(true, "", 24, 6, 1, 0, 1, 1);

  @Test
  void aBackupThatFailsLosesNothing() throws IOException {
    rounds(false);
  }

  @Test
  void aBackupThatCrashesLosesNothing() throws IOException {
    rounds(true);
  }

  private void rounds(boolean crash) throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Kept kept = Kept.in(root, FEW, disk).index(3, "a")) {
      kept.full();
      kept.full();
      boolean failed = true;
      for (int operation = 1; failed; operation++) {
        kept.change(1, "round " + operation);
        List<SnapshotId> before = ids(kept);
        boolean said = false;
        disk.failAt(operation, crash);
        try {
          kept.backUp(operation % 2 == 0 ? SnapshotId.Kind.FULL : SnapshotId.Kind.INCREMENTAL);
        } catch (Fault e) {
          said = true;
        }
        failed = disk.heal();
        assertTrue(failed || !said, "a fault without a failure in operation " + operation);
        check(kept, before, operation);
        kept.full(); // puts in order what a crash left
      }
      assertTrue(disk.operations() > 50);
    }
  }

  private static List<SnapshotId> ids(Kept kept) {
    return kept.backups.list().stream().map(Snapshot::id).toList();
  }

  private static void check(Kept kept, List<SnapshotId> before, int operation) {
    Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
    assertTrue(findings.isSound(), "operation " + operation + ": " + findings);
    List<SnapshotId> after = ids(kept);
    long fulls = after.stream().filter(SnapshotId::isFull).count();
    assertTrue(fulls >= Retention.FULLS_MIN, "operation " + operation + ": " + after);
    assertTrue(
        after.getLast().sequence() >= before.getLast().sequence(), "the newest one is still there");
  }

  @Test
  void aRestoreThatFailsLeavesOneOfTheTwo() throws IOException {
    restores(false);
  }

  @Test
  void aRestoreThatCrashesLeavesOneOfTheTwo() throws IOException {
    restores(true);
  }

  private void restores(boolean crash) throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Kept kept = Kept.in(root, disk).index(3, "a")) {
      kept.full();
      kept.change(1, "b");
      SnapshotId id = kept.increment();
      Map<String, String> restored = kept.content();
      boolean failed = true;
      for (int operation = 1; failed; operation++) {
        kept.index(3, "c" + operation);
        Map<String, String> present = kept.content();
        disk.failAt(operation, crash);
        boolean done = exchange(kept, id);
        failed = disk.heal();
        assertEquals(!failed, done, "operation " + operation);
        assertEquals(done ? restored : present, kept.content(), "operation " + operation);
        kept.reopen();
        assertTrue(kept.store.recovered().isEmpty(), "operation " + operation);
        Map<String, String> now = kept.content();
        boolean either = now.equals(restored) || now.equals(present);
        assertTrue(either && (!done || now.equals(restored)), "operation " + operation);
      }
      assertTrue(disk.operations() > 30);
    }
  }

  private static boolean exchange(Kept kept, SnapshotId id) {
    try {
      Backups.Prepared prepared = kept.prepare(id);
      try (Replacement next = kept.store.replacement(prepared.folder(), kept.disk)) {
        kept.backups.replaces(kept.store.versionFolder(), next.folder());
        next.note();
        next.takeOver();
      }
      return true;
    } catch (Fault e) {
      return false;
    }
  }

  @Test
  void aRescueThatFailsLeavesAnIndex() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Kept kept = Kept.in(root, disk).index(3, "a")) {
      kept.full();
      Map<String, String> content = kept.content();
      boolean failed = true;
      for (int operation = 1; failed; operation++) {
        Path index = kept.store.versionFolder().resolve("index.db");
        kept.store.close();
        Files.write(index, new byte[100]);
        disk.failAt(operation, false);
        kept.store =
            LocalStore.open(
                kept.data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM, kept.backups::rescue);
        failed = disk.heal();
        assertFalse(kept.store.recovered().isEmpty());
        assertTrue(List.of(content, Map.of()).contains(kept.content()), "operation " + operation);
        if (!failed) {
          assertEquals(content, kept.content());
        }
      }
    }
  }
}
