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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user meets it: text search only, so that no model is needed. */
class MainTest {
  private static final String WORKSPACE =
      """
      //- src/Door.java
      class Door {
        /** Turns the key until the bolt is out. */
        void lock() {
          key.turn();
        }
      }
      //- .gitignore
      *.tmp
      //- left.tmp
      nothing
      """;

  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {
    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }
  }

  private Ran run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--set", "embedding.provider=none"));
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));
    return bare(arguments.toArray(String[]::new));
  }

  private static Ran bare(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]));
    int code = Main.run(arguments, terminal);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String workspace() throws IOException {
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    Fixture.write(workspace, WORKSPACE);
    return workspace.toString();
  }

  @Test
  void indexesSearchesAndAnswersInJson() throws IOException {
    String workspace = workspace();
    Ran indexed = run("index", workspace, "--json");
    assertEquals(0, indexed.code(), indexed.err());
    assertEquals(2, indexed.json().get("filesChanged").getAsInt());
    assertEquals(0, run("index", workspace, "--json").json().get("filesChanged").getAsInt());

    Ran found = run("search", "--workspace", workspace, "--json", "turn the key");
    JsonObject hit = found.json().getAsJsonArray("hits").get(0).getAsJsonObject();
    assertEquals("src/Door.java", hit.get("path").getAsString());
    assertTrue(hit.get("startLine").getAsInt() >= 1);
    assertTrue(hit.get("snippet").getAsString().contains("bolt"));

    Ran asked = run("ask", "--workspace", workspace, "--json", "where is the key turned");
    assertTrue(asked.json().has("citations"), asked.out());
    Ran status = run("status", workspace, "--json");
    assertEquals("ready", status.json().get("state").getAsString());
  }

  @Test
  void aBatchWritesOneLineForEachQuestion() throws IOException {
    String workspace = workspace();
    Path questions = folder.resolve("q.jsonl");
    Path results = folder.resolve("r.jsonl");
    Files.writeString(
        questions, "{\"id\":\"a\",\"query\":\"key\"}\n\n{\"id\":\"b\",\"query\":\"bolt\"}\n");
    Ran ran =
        run(
            "search",
            "--workspace",
            workspace,
            "--queries",
            questions.toString(),
            "--out",
            results.toString());
    assertEquals(0, ran.code(), ran.err());
    List<String> lines = Files.readAllLines(results);
    assertEquals(2, lines.size());
    JsonObject first = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
    assertEquals("a", first.get("id").getAsString());
    assertEquals(
        "src/Door.java",
        first.getAsJsonArray("results").get(0).getAsJsonObject().get("path").getAsString());
  }

  @Test
  void explainAndOutlineSpeakOfOneFile() throws IOException {
    String workspace = workspace();
    run("index", workspace);
    Ran left = run("explain", "--workspace", workspace, "left.tmp");
    assertTrue(left.out().contains("*.tmp") && left.out().contains(".gitignore:1"), left.out());
    Ran outline = run("outline", "--workspace", workspace, "src/Door.java");
    assertTrue(outline.out().contains("lock"), outline.out());
  }

  @Test
  void dryRunListsWhatIsLeftOutAndChangesNothing() throws IOException {
    String workspace = workspace();
    Ran dry = run("index", workspace, "--dry-run");
    assertTrue(dry.out().contains("left.tmp"), dry.out());
    assertEquals(2, run("index", workspace, "--json").json().get("filesChanged").getAsInt());
  }

  @Test
  void wrongInputGetsOneClearLineAndAnHonestCode() throws IOException {
    String workspace = workspace();
    assertFault(1, "no such folder", run("index", folder.resolve("nowhere").toString()));
    assertFault(
        2, "use a number from 1", run("search", "--workspace", workspace, "-k", "-1", "key"));
    assertFault(2, "is empty", run("search", "--workspace", workspace, " "));
    assertFault(2, "QUERY", run("search", "--workspace", workspace));
    assertFault(
        2, "is not a language", run("search", "--workspace", workspace, "--language", "x", "key"));
    assertFault(2, "--nonsense", run("index", workspace, "--nonsense"));
    assertFault(2, "Which command", bare());
    assertFault(
        1,
        "cannot be read",
        run("search", "--workspace", workspace, "--queries", "missing.jsonl", "--out", "x.jsonl"));
  }

  @Test
  void backsUpVerifiesRestoresAndUndoes() throws IOException {
    String workspace = workspace();
    Path door = folder.resolve("workspace/src/Door.java");
    assertEquals(0, run("index", workspace).code());
    assertTrue(run("backups", "--workspace", workspace).out().contains("no backup yet"));
    Ran made = run("backup", "--workspace", workspace, "--json");
    assertEquals(0, made.code(), made.err());
    String id = made.json().get("id").getAsString();
    assertEquals("full", made.json().get("kind").getAsString());
    Files.writeString(door, "class Door { void open() { handle.press(); } }");
    assertEquals(0, run("index", workspace).code());
    assertEquals(0, run("backup", "--incremental", "--workspace", workspace).code());
    Ran listed = run("backups", "--workspace", workspace, "--json");
    assertEquals(2, listed.json().getAsJsonArray("snapshots").size());
    assertTrue(run("status", workspace).out().contains("Backup"));
    Ran verified = run("verify", "--deep", "--workspace", workspace);
    assertEquals(0, verified.code(), verified.out());
    Ran restored = run("restore", "--id", id, "--no-index", "--workspace", workspace, "--json");
    assertEquals(2, restored.json().get("files").getAsInt(), restored.err());
    Ran undone = run("restore", "--undo", "--workspace", workspace);
    assertEquals(0, undone.code(), undone.err());
    assertFault(1, "none that can be undone", run("restore", "--undo", "--workspace", workspace));
    assertFault(
        1,
        "no snapshot of 2001",
        run("restore", "--backup-date", "2001-01-01", "--workspace", workspace));
    assertFault(2, "none", run("restore", "--backup-date", "soon", "--workspace", workspace));
    assertEquals(2, run("restore", "--workspace", workspace).code());
    Ran today = run("restore", "--backup-date", "2100-01-01", "--workspace", workspace);
    assertEquals(0, today.code(), today.err());
    Path file = folder.resolve("data/backups").resolve(id + ".rbk");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    Ran damaged = run("verify", "--workspace", workspace);
    assertEquals(3, damaged.code(), damaged.out());
    assertTrue(damaged.out().contains(id), damaged.out());
    assertFault(3, "damaged", run("restore", "--id", id, "--workspace", workspace));
  }

  @Test
  void anEmptyFolderIsFine() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertEquals(0, run("index", empty.toString()).code());
    Ran found = run("search", "--workspace", empty.toString(), "key");
    assertEquals(0, found.code());
    assertTrue(found.out().contains("Nothing found"), found.out());
  }

  private static void assertFault(int code, String part, Ran ran) {
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(part), ran.err());
    assertFalse(ran.err().contains("\tat "), "no stack trace: " + ran.err());
  }
}
