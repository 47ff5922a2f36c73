package dev.roocode.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedBenchTest {
  @TempDir Path folder;

  @Test
  void printsEveryComparison() throws IOException {
    Files.writeString(folder.resolve("A.java"), "int a = 1;\n".repeat(60));
    Files.write(folder.resolve("B.java"), new byte[] {(byte) 0xff, 'x', '\n'});
    Files.writeString(folder.resolve("c.bin"), "no code");
    assertEquals(3, CorpusPieces.of(folder, 10).size());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EmbedBench.run(
        List.of(folder.toString()), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    String output = bytes.toString(StandardCharsets.UTF_8);
    for (String line : List.of("embedder / runtime alone", "two threads / one", "at work")) {
      assertTrue(output.contains(line), output);
    }
  }

  @Test
  void needsAFolder() {
    assertThrows(Fault.Invalid.class, () -> EmbedBench.run(List.of(), System.out));
  }
}
