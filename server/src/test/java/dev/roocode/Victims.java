package dev.roocode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Scanner;
import java.util.function.Consumer;

/**
 * Processes that are killed with kill -9 at random moments. The next one is started while the test
 * looks at what the last one left; it touches nothing before its word to begin.
 */
public final class Victims implements AutoCloseable {
  private final List<String> command = new ArrayList<>();
  private Process waiting;

  /**
   * @param main calls {@link #begin} first
   */
  public Victims(Class<?> main, Path folder) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString()));
    waiting = start();
  }

  private Process start() {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the process itself: waits for the word to begin, which is what decides its deeds. */
  public static Random begin() {
    return new Random(new Scanner(System.in, StandardCharsets.UTF_8).nextLong());
  }

  /**
   * Lets one begin, hears what it says, and kills it.
   *
   * @param most lines to hear before; between one and as many
   * @param mostPauseMillis then it lives on for up to so long
   * @param hear also what it had said when it was killed
   */
  public void kill(Random random, int most, int mostPauseMillis, Consumer<String> hear)
      throws IOException, InterruptedException {
    int lines = 1 + random.nextInt(most);
    long pauseNanos = (long) (random.nextDouble() * mostPauseMillis * 1_000_000);
    Process victim = waiting;
    try (Writer word = victim.outputWriter();
        BufferedReader said = victim.inputReader()) {
      word.write(random.nextLong() + "\n");
      word.flush();
      for (int i = 0; i < lines; i++) {
        hear.accept(Objects.requireNonNull(said.readLine(), "it ended by itself"));
      }
      long start = System.nanoTime();
      while (System.nanoTime() - start < pauseNanos) {
        Thread.onSpinWait();
      }
      victim.toHandle().destroyForcibly(); // unlike the method of Process, keeps what was said
      for (String rest = said.readLine(); rest != null; rest = said.readLine()) {
        hear.accept(rest);
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
    waiting = start();
  }

  @Override
  public void close() {
    waiting.destroyForcibly();
  }
}
