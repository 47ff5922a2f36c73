package dev.roocode.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Victims;
import dev.roocode.base.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while the configuration is changed and rolled back: no version that was answered for is
 * lost, none is half there, and what counts can be read. A fifth of {@code -Droocode.kills=N}
 * rounds.
 */
@Tag("slow")
@Timeout(3600)
class ConfigurationKillTest {
  private static final int KILLS = Integer.getInteger("roocode.kills", 50) / 5;

  @TempDir Path data;
  private int number;
  private String sha = "";

  @Test
  void noVersionThatWasAnsweredForIsLost() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (Victims victims = new Victims(KilledConfigurer.class, data)) {
      for (int kill = 0; kill < KILLS; kill++) {
        victims.kill(random, 60, 10, this::hear);
        check("seed " + seed + " kill " + kill);
      }
    }
  }

  private void hear(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 3 && words[2].length() == 64) { // else killed in the middle of a word
      number = Integer.parseInt(words[1]);
      sha = words[2];
    }
  }

  private void check(String where) {
    Configuration configuration = new Configuration(data, Profile.MEDIUM, null, Ticker.SYSTEM);
    Configuration.History history = configuration.history();
    assertEquals(List.of(), history.problems(), where);
    assertTrue(history.versions().getLast().number() >= number, where);
    assertEquals(sha, configuration.version(number).sha(), where);
    SettingsReader reader = configuration.reader();
    reader.settings();
    assertEquals(List.of(), configuration.problems(), where);
    int next = configuration.record();
    assertTrue(next >= number, where);
  }
}
