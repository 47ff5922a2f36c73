package dev.roocode.backup;

import dev.roocode.store.local.Replacement;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A process that indexes, backs up and restores until it is killed. Says on its output what has
 * returned: {@code indexed VERSION}, {@code backup ID VERSION}, {@code restoring ID}, {@code
 * restored ID}.
 */
final class KilledKeeper {
  private KilledKeeper() {}

  /**
   * @param args folder, seed
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Random random = new Random(Long.parseLong(args[1]));
    BackupSettings few = new BackupSettings(true, "", 24, 6, 2, 1, 1, 100);
    Kept kept = Kept.in(Path.of(args[0]), few);
    kept.now = Instant.now();
    out.println("ready");
    for (int round = 0; round < 10_000; round++) {
      String version = "v" + random.nextInt(1_000_000);
      out.println("indexing " + version);
      kept.index(3, version);
      out.println("indexed " + version);
      SnapshotId made = random.nextBoolean() ? kept.increment() : kept.full();
      out.println("backup " + made + " " + version);
      if (random.nextBoolean()) {
        List<Snapshot> all = kept.backups.list();
        SnapshotId chosen = all.get(random.nextInt(all.size())).id();
        out.println("restoring " + chosen);
        Backups.Prepared prepared = kept.prepare(chosen);
        try (Replacement next = kept.store.replacement(prepared.folder(), kept.disk)) {
          kept.backups.replaces(kept.store.versionFolder(), next.folder());
          next.note();
          next.takeOver();
        }
        out.println("restored " + chosen);
      }
    }
  }
}
