package dev.roocode.chunk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.Language;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints figures; asserts only what must not depend on the machine. */
@Tag("slow")
class ChunkBenchTest {
  private static final Path STATM = Path.of("/proc/self/statm"); // Linux
  private final Chunker chunker = new Chunker(ChunkSettings.DEFAULTS);

  @Test
  void nativeMemoryDoesNotGrow() throws IOException {
    cutAll(3_000);
    long before = residentPages();
    cutAll(10_000);
    long grown = (residentPages() - before) * 4 / 1024;
    System.out.println("10,000 files cut: resident memory grew by " + grown + " MiB");
    assertTrue(grown < 150, "grew by " + grown + " MiB"); // the heap alone may move that much
  }

  @Test
  void speed() throws IOException {
    for (Path file : Samples.files()) {
      Language language = Samples.language(file);
      String text = Samples.source(file);
      measure(language, text, 60);
      measure(language, text, 200);
      double[] figures = measure(language, text, 200);
      System.out.printf(
          "%-18s %6.2f MB per CPU-second, %4.1f lines per chunk%n",
          language.id(), figures[0], figures[1]);
    }
  }

  private double[] measure(Language language, String text, int rounds) {
    long bytes = (long) rounds * text.getBytes(StandardCharsets.UTF_8).length;
    long start = processNanos();
    long chunks = 0;
    long lines = 0;
    for (int i = 0; i < rounds; i++) {
      Chunked chunked = chunker.chunk(language, text);
      chunks += chunked.chunks().size();
      lines += chunked.chunks().stream().mapToInt(c -> c.lines().count()).sum();
    }
    return new double[] {bytes * 1e3 / (processNanos() - start), (double) lines / chunks};
  }

  private static long processNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void cutAll(int files) throws IOException {
    List<Path> samples = Samples.files();
    for (int i = 0; i < files; i++) {
      Path file = samples.get(i % samples.size());
      String text = Samples.source(file) + "\n".repeat(i % 7);
      assertTrue(!chunker.chunk(Samples.language(file), text).chunks().isEmpty());
    }
  }

  private static long residentPages() throws IOException {
    System.gc();
    return Files.exists(STATM) ? Long.parseLong(Files.readString(STATM).split(" ", -1)[1]) : 0;
  }
}
