package dev.roocode.config;

import dev.roocode.Victims;
import dev.roocode.base.Ticker;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that changes the configuration and rolls it back until it is killed. Says after each:
 * {@code done NUMBER HASH}.
 */
final class KilledConfigurer {
  private KilledConfigurer() {}

  /**
   * @param args data folder
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Random random = Victims.begin();
    for (int round = 0; round < 100_000; round++) {
      Map<String, Object> editor = Map.of("embedding.batchSize", 1 + random.nextInt(30));
      Configuration configuration =
          new Configuration(Path.of(args[0]), Profile.MEDIUM, editor, Ticker.SYSTEM);
      int made = configuration.record();
      if (random.nextInt(3) == 0) {
        List<Version> versions = configuration.history().versions();
        made = configuration.rollback(versions.get(random.nextInt(versions.size())).number());
      }
      out.println("done " + made + " " + configuration.version(made).sha());
    }
  }
}
