package dev.roocode.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This repository has no secrets: what is found here is a false alarm. */
class OwnSourcesTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> ENDINGS =
      Set.of("java", "ts", "js", "mjs", "json", "md", "xml", "yml", "yaml", "sh", "properties");

  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", ".git", "out", "dist", ".vscode-test", "corpus");

  @Test
  void nothingOfThisRepositoryIsTakenForASecret() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    int files = 0;
    try (Stream<Path> walk = Files.walk(REPOSITORY)) {
      for (Path file : walk.filter(OwnSourcesTest::isOurs).toList()) {
        String name = REPOSITORY.relativize(file).toString();
        Redacted redacted = Redactor.redact(Language.ofFile(name), Files.readString(file));
        files++;
        if (redacted.count() > 0) {
          found.put(name, redacted.count());
        }
      }
    }
    assertTrue(files > 300, "sources were found");
    assertEquals(Map.of(), found);
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    for (Path part : REPOSITORY.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return Files.isRegularFile(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
