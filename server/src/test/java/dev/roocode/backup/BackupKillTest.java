package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Victims;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.config.Configuration;
import dev.roocode.config.Profile;
import dev.roocode.config.Version;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments of indexing, changing the configuration, backing up and restoring:
 * every snapshot that was answered for and not let go by retention is sound, the index is one that
 * was answered for or under way, the newest version of the configuration that was answered for is
 * there. {@code -Droocode.kills=N} sets the rounds.
 */
@Tag("slow")
@Timeout(3600)
class BackupKillTest {
  private static final int KILLS = Integer.getInteger("roocode.kills", 50);

  @TempDir Path root;

  /** What the index held at each answered snapshot. */
  private final Map<String, String> snapshots = new HashMap<>();

  /** What the index may hold after the next kill. */
  private final Set<String> possible = new HashSet<>();

  private String newest = "";

  /** The newest version of the configuration that was answered for, and its value. */
  private int configured;

  private String value = "";

  @Test
  void nothingAnsweredForIsLost() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (Victims victims = new Victims(KilledKeeper.class, root)) {
      for (int kill = 0; kill < KILLS; kill++) {
        victims.kill(random, 20, 40, this::hear);
        check("seed " + seed + " kill " + kill);
      }
    }
    assertTrue(!snapshots.isEmpty() && configured > 0, "seed " + seed);
  }

  private void hear(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "indexing" -> possible.add(words[1]);
      case "indexed" -> only(words[1]);
      case "backup" -> {
        snapshots.put(words[1], words[2]);
        newest = words[1];
      }
      case "configured" -> {
        configured = Integer.parseInt(words[1]);
        value = words[2];
      }
      case "restoring" -> possible.add(snapshots.getOrDefault(words[1], "?"));
      case "restored" -> only(snapshots.getOrDefault(words[1], "?"));
      default -> assertEquals("ready", line);
    }
  }

  private void only(String version) {
    possible.clear();
    possible.add(version);
  }

  private void check(String where) {
    try (Kept kept = Kept.in(root)) {
      assertTrue(kept.store.recovered().isEmpty(), where);
      String content = kept.content().toString();
      boolean known =
          content.equals("{}")
              || possible.stream().anyMatch(version -> content.contains("version " + version))
              || possible.contains("?");
      assertTrue(known, where + ": " + possible + " " + content);
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      assertTrue(findings.isSound(), where + ": " + findings);
      assertTrue(
          newest.isEmpty()
              || kept.backups.list().stream()
                  .anyMatch(snapshot -> snapshot.id().toString().compareTo(newest) >= 0),
          where + ": " + newest + " is lost");
      checkConfiguration(kept, where);
    }
  }

  private void checkConfiguration(Kept kept, String where) {
    Configuration configuration = new Configuration(kept.data, Profile.MEDIUM, null, Ticker.SYSTEM);
    assertEquals(List.of(), configuration.history().problems(), where);
    if (configured > 0) {
      Version version = configuration.version(configured);
      assertEquals(value, version.values().get(KilledKeeper.SETTING), where);
    }
    configuration.reader().settings();
    assertEquals(List.of(), configuration.problems(), where);
  }
}
