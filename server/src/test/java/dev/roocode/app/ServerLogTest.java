package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.config.LogSettings.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  private static final String CANARY = "zanzibar";

  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ServerLog log = new ServerLog(err, Level.WARN);
  private final PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);

  private static String line(String level, String text) {
    return "2026-11-24T11:00:00.000Z [main] " + level + " dev.roocode.lsp.Session - " + text;
  }

  private List<String> kept() throws IOException {
    Path file = folder.resolve("server.log");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLevelCountsAtRunTime() throws IOException {
    log.keep(folder, false);
    stream.println(line("DEBUG", "one"));
    stream.println(line("WARN", "two"));
    log.level(Level.DEBUG);
    stream.println(line("DEBUG", "three"));
    log.level(Level.ERROR);
    stream.println(line("WARN", "four"));
    stream.println(line("ERROR", "five"));
    assertEquals(
        List.of(line("WARN", "two"), line("DEBUG", "three"), line("ERROR", "five")), kept());
    assertFalse(shown().contains("one") || shown().contains("four"));
    stream.println("a library's line");
    assertTrue(shown().contains("a library's line"), "shown, but no line of the log");
    assertEquals(3, kept().size());
  }

  @Test
  void anExceptionHasNoMessageInTheFile() throws IOException {
    log.keep(folder, false);
    stream.println(line("ERROR", "incident 5f0c3a1e"));
    RuntimeException failure =
        new IllegalStateException("words: " + CANARY, new IOException(CANARY + " again"));
    failure.printStackTrace(stream);
    String text = String.join("\n", kept());
    assertTrue(text.contains("java.lang.IllegalStateException\n\tat "), text);
    assertTrue(text.contains("Caused by: java.io.IOException"), text);
    assertFalse(text.contains(CANARY), text);
    assertTrue(shown().contains(CANARY), "the editor's output says all");
    stream.println(line("DEBUG", "not wanted"));
    new IllegalStateException("x").printStackTrace(stream);
    assertEquals(text, String.join("\n", kept()), "nor the trace that belongs to it");
  }

  @Test
  void aSealedLogHoldsNoTextAtAll() throws IOException {
    log.keep(folder, true);
    stream.println(line("WARN", "incident 5f0c3a1e corrupt: /home/" + CANARY + " is damaged"));
    stream.println(line("WARN", CANARY + ": is no file"));
    assertEquals(
        List.of(line("WARN", "incident 5f0c3a1e corrupt"), line("WARN", "(data are sealed)")),
        kept());
  }

  @Test
  void isBoundedAndItsOwners() throws IOException {
    log.keep(folder, false);
    String text = "x".repeat(3 * ServerLog.LINE_MAX);
    for (int i = 0; i < 4_000; i++) {
      stream.println(line("WARN", i + text));
    }
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
        assertTrue(Files.size(file) <= ServerLog.FILE_BYTES);
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    assertTrue(bytes > ServerLog.FILE_BYTES && bytes <= ServerLog.FILES * ServerLog.FILE_BYTES);
    stream.print("y".repeat(1 << 20)); // without an end
    stream.println();
    assertTrue(shown().contains("yyy"));
  }

  @Test
  void anUnwritableFolderIsToldOnce() throws IOException {
    Path taken = folder.resolve("logs");
    Files.writeString(taken, "in the way");
    log.keep(taken, false);
    stream.println(line("WARN", "one"));
    stream.println(line("WARN", "two"));
    assertEquals(2, shown().split("goes on without it", -1).length);
    assertTrue(shown().contains("one") && shown().contains("two"));
    Files.delete(taken);
    stream.println(line("WARN", "three"));
    assertEquals(1, Files.readAllLines(taken.resolve("server.log")).size());
  }
}
