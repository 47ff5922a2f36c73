package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments of indexing, backing up and restoring: every snapshot that was answered
 * for and not let go by retention is sound, the index is one that was answered for or under way.
 * {@code -Droocode.backupKills=N} sets the rounds.
 */
@Tag("slow")
@Timeout(3600)
class BackupKillTest {
  private static final int KILLS = Integer.getInteger("roocode.backupKills", 15);

  @TempDir Path root;

  /** What the index held at each answered snapshot. */
  private final Map<String, String> snapshots = new HashMap<>();

  /** What the index may hold after the next kill. */
  private final Set<String> possible = new HashSet<>();

  private String newest = "";

  @Test
  void nothingAnsweredForIsLost() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      killOnce(random);
      check("seed " + seed + " kill " + kill);
    }
  }

  private void killOnce(Random random) throws IOException, InterruptedException {
    Process keeper =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledKeeper.class.getName(),
                root.toString(),
                String.valueOf(random.nextLong()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int lines = 1 + random.nextInt(25);
    long pauseNanos = random.nextInt(40_000_000);
    try (BufferedReader said = keeper.inputReader()) {
      for (int i = 0; i < lines; i++) {
        hear(Objects.requireNonNull(said.readLine(), "the keeper ended by itself"));
      }
      long start = System.nanoTime();
      while (System.nanoTime() - start < pauseNanos) {
        Thread.onSpinWait();
      }
      keeper.toHandle().destroyForcibly();
      for (String rest = said.readLine(); rest != null; rest = said.readLine()) {
        hear(rest);
      }
    } finally {
      keeper.destroyForcibly().waitFor();
    }
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
    }
  }
}
