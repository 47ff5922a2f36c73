package dev.roocode.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.lsp4j.jsonrpc.json.adapters.EitherTypeAdapter;

/** Files that tests read, compare, and with {@code -Dupdate} write. */
final class Golden {
  static final Path SAMPLES = Path.of("samples");
  static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapterFactory(new EitherTypeAdapter.Factory())
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  private Golden() {}

  /** Fails when the file is stale; rewrites it when asked to. */
  static void check(Path file, String expected) throws IOException {
    if (System.getProperty("update") != null) {
      Files.writeString(file, expected);
    }
    String found = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(expected, found, file + " is stale: run the tests with -Dupdate");
  }

  /** The text of each sample by the name of its type. */
  static Map<String, String> samples() throws IOException {
    Map<String, String> samples = new TreeMap<>();
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.toList()) {
        samples.put(file.getFileName().toString().replace(".json", ""), read(file));
      }
    }
    return samples;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
