package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.SystemDisk;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at any operation of a backup or of the switch to a restored index: every snapshot
 * that was answered for is there and sound, and what {@code CURRENT} names is whole. {@code
 * -Droocode.powerLosses=N} sets the number of cases, {@code -Dseed=N} repeats them.
 */
@Tag("slow")
@Timeout(900)
class PowerLossTest {
  private static final int CASES = Integer.getInteger("roocode.powerLosses", 200);

  /** The least that retention leaves, so that it deletes in each case. */
  private static final BackupSettings FEW = new BackupSettings(true, "", 24, 6, 1, 0, 1, 1);

  @TempDir Path root;

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void everySnapshotThatWasAnsweredForIsSound() throws IOException {
    LossyDisk disk = new LossyDisk(random);
    try (Kept kept = Kept.in(root, FEW, disk).index(2, "a")) {
      disk.start(kept.data, Long.MAX_VALUE);
      kept.full();
      SnapshotId answered = kept.full();
      for (int round = 0; round < CASES / 2; round++) {
        kept.change(0, "round " + round);
        disk.start(kept.folder(), 1 + random.nextInt(60));
        try {
          boolean full = random.nextInt(3) == 0;
          SnapshotId made = full ? kept.full() : kept.increment();
          answered = made;
        } catch (Fault e) {
          assertTrue(disk.isOut(), "seed " + seed + " round " + round + ": " + e.line());
        }
        disk.powerUp(kept.folder(), Set.of());
        disk.start(kept.folder(), Long.MAX_VALUE);
        check(kept, answered, "seed " + seed + " round " + round);
      }
    }
  }

  private static void check(Kept kept, SnapshotId answered, String where) {
    Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
    assertTrue(findings.isSound(), where + ": " + findings);
    List<SnapshotId> ids = kept.backups.list().stream().map(Snapshot::id).toList();
    // retention may let go of it only for newer ones
    assertTrue(
        ids.contains(answered) || ids.getLast().compareTo(answered) > 0,
        where + ": " + answered + " of " + ids);
    assertTrue(ids.stream().filter(SnapshotId::isFull).count() >= 2, where + ": " + ids);
  }

  /**
   * What is put together reaches the disk before the folder gets its name, and that before {@code
   * CURRENT} says it.
   */
  @Test
  void whatCurrentNamesIsWhole() throws IOException {
    LossyDisk disk = new LossyDisk(random);
    int switched = 0;
    for (int round = 0; round < CASES / 2; round++) {
      Path folder = Files.createDirectory(root.resolve("round" + round));
      String where = "seed " + seed + " round " + round;
      Map<String, String> restored;
      Map<String, String> present;
      try (Kept kept = Kept.in(folder, disk)) {
        disk.start(kept.data, Long.MAX_VALUE);
        kept.index(2, "a");
        SnapshotId id = kept.full();
        restored = kept.content();
        kept.change(0, "b");
        present = kept.content();
        kept.reopen();
        disk.start(kept.data, 1 + random.nextInt(60));
        SwitchSteps.run(kept, id, disk);
        disk.powerUp(kept.data, Set.of(kept.data.resolve("lock")));
      }
      try (Kept again = Kept.in(folder, BackupSettings.DEFAULTS, SystemDisk.INSTANCE)) {
        assertTrue(again.store.recovered().isEmpty(), where);
        Map<String, String> now = again.content();
        assertTrue(now.equals(present) || now.equals(restored), where);
        switched += now.equals(restored) ? 1 : 0;
      }
    }
    assertEquals(true, switched > 0 && switched < CASES / 2, "seed " + seed + ": " + switched);
  }
}
