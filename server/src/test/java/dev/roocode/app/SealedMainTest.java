package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.Fixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, keys and sealed data on the command line. */
class SealedMainTest {
  private static final List<String> CANARIES = List.of("zanzibar", "quokka", "ornithopter");

  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {
    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }
  }

  private static Ran bare(String in, List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
    int code = Main.run(words.toArray(String[]::new), terminal);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Ran run(String... words) throws IOException {
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    Fixture.write(
        workspace,
        """
        //- src/Quokka.java
        class Quokka {
          /** Flies the ornithopter to Zanzibar. */
          void fly() {}
        }
        """);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--workspace", workspace.toString()));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    Ran ran = bare("", all);
    assertEquals(0, ran.code(), ran.err());
    return ran;
  }

  private void settings(String text) throws IOException {
    Path config = Files.createDirectories(folder.resolve("data/config"));
    Files.writeString(config.resolve(".env"), "EMBEDDING_PROVIDER=none\n" + text);
  }

  private List<String> found() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file ->
              CANARIES.stream().filter(word -> holds(file, word)).map(word -> word + " " + file))
          .toList();
    }
  }

  private static boolean holds(Path file, String word) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.toLowerCase(Locale.ROOT).contains(word.substring(0, 6));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void searchFinds() throws IOException {
    Ran found = run("search", "--json", "fly the ornithopter");
    assertEquals(
        "src/Quokka.java",
        found.json().getAsJsonArray("hits").get(0).getAsJsonObject().get("path").getAsString());
  }

  @Test
  void noWordOfASealedWorkspaceIsInAnyFileOfTheDataOrTheBackups() throws IOException {
    settings("ENCRYPTION_ENABLED=true\n");
    run("index");
    searchFinds();
    run("backup");
    assertEquals(List.of(), found());
    run("verify");
    searchFinds();
    assertEquals(List.of(), found());
    settings("");
    searchFinds();
    assertFalse(found().isEmpty(), "no longer sealed");
    settings("ENCRYPTION_ENABLED=true\n");
    searchFinds();
    assertEquals(List.of(), found());
  }

  @Test
  void theDoctorTakesTheKeysOfAnEditor() throws IOException {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    settings("ENCRYPTION_ENABLED=true\n");
    List<String> examined = new ArrayList<>(List.of("doctor", "--keys-from-input"));
    examined.addAll(List.of("--data", folder.resolve("data").toString()));
    examined.addAll(List.of("--workspace", folder.toString()));
    assertEquals(0, bare(key + "\n", examined).code());
    Ran without = bare("", examined);
    assertEquals(1, without.code());
    assertTrue(without.out().contains("recover the key"), without.out());
    assertEquals(0, bare(key + "\n", examined).code());
  }

  @Test
  void aConfigurationIsShownComparedAndRolledBack() throws IOException {
    settings("INDEX_EXCLUDE=a/\n");
    run("index");
    settings("INDEX_EXCLUDE=b/\n");
    run("index");
    Ran history = run("config", "history", "--json");
    assertEquals(2, history.json().getAsJsonArray("versions").size());
    assertTrue(run("config", "history").out().contains("index.exclude"));
    assertEquals("index.exclude: [\"a/\"] -> [\"b/\"]\n", run("config", "diff", "1", "2").out());
    run("config", "rollback", "1");
    JsonObject shown = run("config", "show", "--json").json();
    assertEquals("[\"a/\"]", value(shown, "index.exclude", "value"));
    assertEquals("version 1", value(shown, "index.exclude", "source"));
    assertEquals(".env", value(shown, "embedding.provider", "source"));
    assertTrue(run("config", "show").out().contains("version 1"));
    settings("INDEX_EXCLUDE=c/\n");
    assertEquals(
        "[\"c/\"]", value(run("config", "show", "--json").json(), "index.exclude", "value"));
  }

  private static String value(JsonObject shown, String name, String part) {
    return shown.getAsJsonObject(name).get(part).getAsString();
  }

  @Test
  void aKeyIsRotatedShownOnceAndRecovered() throws IOException {
    // The build's own folder of keys, which would fill up run by run.
    Files.deleteIfExists(DataFolder.keys(System.getenv()).resolve("keys"));
    List<String> made = bare("", List.of("key", "rotate")).out().lines().toList();
    assertEquals(2, made.size(), "name and code");
    assertEquals(1, bare("", List.of("key", "code")).code(), "shown before");
    String active = bare("", List.of("key", "show")).out().lines().toList().getFirst();
    assertEquals(made.getFirst(), active);
    Ran recovered = bare(made.getLast() + "\n", List.of("key", "recover"));
    assertTrue(recovered.out().contains(active));
    assertEquals(2, bare("nonsense\n", List.of("key", "recover")).code());
    String key = bare(made.getLast() + "\n", List.of("key", "decode")).out();
    assertEquals(32, Base64.getDecoder().decode(key.strip()).length);
    assertEquals(made.getLast() + "\n", bare(key, List.of("key", "encode")).out());
    Ran refused = bare("not-a-key", List.of("key", "encode"));
    assertEquals(2, refused.code());
    assertFalse(refused.err().contains("not-a-key"), refused.err());
    assertEquals(2, bare("", List.of("key")).code());
    assertEquals(2, bare("", List.of("config")).code());
  }
}
