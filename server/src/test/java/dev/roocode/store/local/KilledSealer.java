package dev.roocode.store.local;

import dev.roocode.Victims;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process that opens an index sealed and plain in turns until it is killed. Says what comes and
 * what has returned.
 */
final class KilledSealer {
  private KilledSealer() {}

  /**
   * @param args folder
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Random random = Victims.begin();
    boolean sealed = random.nextBoolean();
    for (int round = 0; round < 10_000; round++) {
      sealed = !sealed;
      out.println("opening " + sealed);
      try (LocalStore store = ResealKillTest.open(Path.of(args[0]), sealed)) {
        out.println("open " + store.counts().files());
      }
    }
  }
}
