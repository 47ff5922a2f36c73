package dev.roocode.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The settings table and the example file come from the records; {@code -Dupdate} rewrites them.
 */
class SettingsGeneratedTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @Test
  void theTableIsFresh() throws IOException {
    fresh(REPOSITORY.resolve("docs/ops/settings.md"), table());
  }

  @Test
  void theExampleIsFresh() throws IOException {
    fresh(REPOSITORY.resolve(".env.example"), example());
  }

  private static void fresh(Path file, String expected) throws IOException {
    if (System.getProperty("update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file), file + " is stale: run with -Dupdate");
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    text.append("# Settings\n\nGenerated from the settings records of the rooms.\n\n");
    text.append(
        "Sources, the later winning: defaults, the profile of the machine, `<data>/config/.env`");
    text.append(
        " (names in capitals), the editor (`roocode.*`), a rollback, `--set NAME=VALUE`.\n\n");
    text.append(
        "| setting | in `.env` | default | allowed | what it does |\n|---|---|---|---|---|\n");
    for (Key key : SettingsReader.keys()) {
      text.append(
          "| `%s` | `%s` | %s | %s | %s |%n"
              .formatted(
                  key.name(),
                  key.environmentName(),
                  shown(key),
                  key.bounds(),
                  key.setting().value())
              .replace("\r\n", "\n"));
    }
    return text.toString();
  }

  private static String example() {
    return SettingsReader.keys().stream()
        .map(key ->
            "# "
                + key.setting().value()
                + (key.bounds().isEmpty() ? "" : " (" + key.bounds() + ")")
                + "\n# "
                + key.environmentName()
                + "="
                + plain(key)
                + "\n")
        .collect(
            Collectors.joining(
                "\n",
                "# Copy to <data>/config/.env and take the # away from what you change.\n\n",
                ""));
  }

  private static String shown(Key key) {
    String value = plain(key);
    boolean byMachine = key.name().endsWith("orkers");
    return byMachine ? "by the machine" : value.isEmpty() ? "" : "`" + value + "`";
  }

  private static String plain(Key key) {
    if (key.name().endsWith("orkers")) {
      return "2";
    }
    return key.defaultValue() instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : Key.word(key.defaultValue());
  }
}
