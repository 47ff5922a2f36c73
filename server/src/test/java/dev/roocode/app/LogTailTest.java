package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.RotatedFile;
import dev.roocode.protocol.MetricsMeasured.Level;
import dev.roocode.protocol.MetricsMeasured.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path logs;

  private static String line(String level, String text) {
    return "2026-11-24T11:00:00.000Z [main] " + level + " dev.roocode.lsp.Session - " + text + "\n";
  }

  private RotatedFile log(long bytes) {
    return new RotatedFile(logs.resolve(ServerLog.FILE), bytes, ServerLog.FILES);
  }

  private static List<String> texts(List<LogLine> lines) {
    return lines.stream()
        .map(line -> line.text().substring(line.text().lastIndexOf(' ') + 1))
        .toList();
  }

  @Test
  void linesAreReadWithTheirLevels() throws IOException {
    LogTail tail = new LogTail(logs);
    assertEquals(List.of(), tail.get(), "there is no log yet");
    RotatedFile log = log(ServerLog.FILE_BYTES);
    log.append(line("WARN", "one") + line("ERROR", "incident 5f0c3a1e") + "java.lang.Error\n");
    log.append("\tat Somewhere\n" + line("INFO", "two") + line("TRACE", "three"));
    List<LogLine> lines = tail.get();
    assertEquals(
        List.of(Level.WARN, Level.ERROR, Level.ERROR, Level.ERROR, Level.INFO, Level.DEBUG),
        lines.stream().map(LogLine::level).toList(),
        "a trace belongs to its line");
    assertEquals("2026-11-24T11:00:00.000Z", lines.getFirst().time());
    assertEquals("dev.roocode.lsp.Session - one", lines.getFirst().text());
    assertEquals(List.of(), tail.get(), "nothing is told twice");
  }

  @Test
  void halfALineWaits() throws IOException {
    LogTail tail = new LogTail(logs);
    Path file = logs.resolve(ServerLog.FILE);
    Files.writeString(file, line("WARN", "one") + "2026-11-24T11:00:00");
    assertEquals(List.of("one"), texts(tail.get()));
    Files.writeString(file, ".000Z [main] WARN x - two\n", StandardOpenOption.APPEND);
    assertEquals(List.of("two"), texts(tail.get()));
  }

  /** Whatever is written between two looks, and however often the file is full: nothing is lost. */
  @Test
  void everyLineIsToldOnceAcrossRotations() throws IOException {
    long seed = Long.getLong("seed", 7);
    SplittableRandom random = new SplittableRandom(seed);
    RotatedFile log = log(4_000);
    LogTail tail = new LogTail(logs);
    assertEquals(List.of(), tail.get());
    List<String> told = new ArrayList<>();
    int written = 0;
    for (int look = 0; look < 200; look++) {
      // Fewer than a file holds: what two rotations between two looks take away nobody can read.
      for (int lines = random.nextInt(40); lines > 0; lines--) {
        log.append(line("WARN", "n" + written++));
      }
      told.addAll(texts(tail.get()));
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < written; i++) {
      expected.add("n" + i);
    }
    assertEquals(expected, told, "seed " + seed);
  }

  @Test
  void atFirstItIsTheEndAlsoOfTheFileBefore() throws IOException {
    RotatedFile log = log(3_000);
    for (int i = 0; i < 50; i++) {
      log.append(line("WARN", "n" + i));
    }
    assertTrue(Files.exists(logs.resolve(ServerLog.FILE + ".1")));
    List<String> texts = texts(new LogTail(logs).get());
    assertEquals("n49", texts.getLast());
    assertTrue(texts.size() > 3_000 / line("WARN", "n49").length(), texts.toString());
  }

  @Test
  void aFloodIsCutAndSaysSo() throws IOException {
    RotatedFile log = log(ServerLog.FILE_BYTES);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      many.append(line("WARN", "n" + i));
    }
    log.append(many.toString());
    LogTail tail = new LogTail(logs);
    List<LogLine> first = tail.get();
    assertEquals(LogTail.LINES_MAX, first.size());
    assertEquals("n2700", texts(first).getFirst(), "an end needs no word about its beginning");
    log.append(many.toString());
    List<LogLine> second = tail.get();
    assertEquals(LogTail.LINES_MAX, second.size());
    assertTrue(second.getFirst().text().contains("more lines"), second.getFirst().text());
    assertEquals("n2999", texts(second).getLast());
    Files.delete(log.file());
    assertEquals(List.of(), tail.get());
    log.append(line("WARN", "again"));
    assertEquals(List.of("again"), texts(tail.get()));
  }
}
