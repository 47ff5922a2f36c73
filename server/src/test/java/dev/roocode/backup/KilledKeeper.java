package dev.roocode.backup;

import dev.roocode.Victims;
import dev.roocode.base.Ticker;
import dev.roocode.config.Configuration;
import dev.roocode.config.Profile;
import dev.roocode.store.local.Replacement;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that indexes, changes the configuration, backs up and restores until it is killed. Says
 * on its output what has returned: {@code indexed VERSION}, {@code configured NUMBER VALUE}, {@code
 * backup ID VERSION}, {@code restoring ID}, {@code restored ID}.
 */
final class KilledKeeper {
  /** What it changes of the configuration. */
  static final String SETTING = "embedding.batchSize";

  private KilledKeeper() {}

  /**
   * @param args folder
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Random random = Victims.begin();
    BackupSettings few = new BackupSettings(true, "", 24, 6, 2, 1, 1, 100);
    Kept kept = Kept.in(Path.of(args[0]), few);
    kept.now = Instant.now();
    out.println("ready");
    for (int round = 0; round < 10_000; round++) {
      String version = "v" + random.nextInt(1_000_000);
      out.println("indexing " + version);
      kept.index(3, version);
      out.println("indexed " + version);
      configure(kept, 1 + random.nextInt(30), out);
      if (random.nextInt(3) == 0) {
        continue;
      }
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

  private static void configure(Kept kept, int value, PrintStream out) {
    Map<String, Object> editor = Map.of(SETTING, value);
    int number = new Configuration(kept.data, Profile.MEDIUM, editor, Ticker.SYSTEM).record();
    out.println("configured " + number + " " + value);
  }
}
