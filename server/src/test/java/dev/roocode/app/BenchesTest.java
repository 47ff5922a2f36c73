package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roocode.domain.Fault;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchesTest {
  @TempDir private Path folder;

  @Test
  void whatIsNotThereIsNamed() {
    String nowhere = folder.resolve("nowhere").toString();
    List<String> arguments = List.of(nowhere, nowhere, folder.toString());
    PrintStream nothing =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Fault fault = assertThrows(Fault.Invalid.class, () -> Benches.COLD.run(arguments, nothing));
    assertEquals(nowhere, fault.resource());
  }
}
