package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Query;
import dev.roocode.endpoint.RemoteWorkspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line beside a server that an editor has started: two processes, one index. */
@Tag("slow")
class RunningServerTest {
  private static final String PLAIN = "{\"embedding\":{\"provider\":\"none\"}}";

  /** Strangers are no fault: only a log of everything speaks of them. */
  private static final String TALKATIVE = "{\"embedding\":{\"provider\":\"none\"},\"debug\":true}";

  private static final String WORKSPACE =
      """
      //- src/Door.java
      class Door {
        /** Turns the key until the bolt is out. */
        void lock() {
          key.turn();
        }
      }
      //- src/Roof.java
      class Roof {
        /** Keeps the rain away. */
        void cover() {}
      }
      //- .gitignore
      *.tmp
      //- left.tmp
      nothing
      """;

  @TempDir private Path folder;

  private Path user;
  private Path storage;
  private Path workspace;

  private record Ran(int code, String out, String err) {
    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }

    /** Without what differs from run to run. */
    String lasting() {
      return (code + "\n" + out)
          .replaceAll(
              "\"(tookMillis|storeBytes|generation|retrieve|firstToken|complete|verified)\":\\d+",
              "\"$1\":0")
          .replace(" · cached", "")
          .replaceAll("\\d+ ms|\\d+\\.\\d (s|MB in)|(?m)^Generation .*$", "…");
    }
  }

  @BeforeEach
  void lay() throws IOException {
    user = Files.createDirectories(folder.resolve("user"));
    storage = folder.resolve("storage");
    workspace = Fixture.write(Files.createDirectories(folder.resolve("workspace")), WORKSPACE);
  }

  private EditorProcess editor() throws IOException {
    return editor(PLAIN);
  }

  private EditorProcess editor(String options) throws IOException {
    EditorProcess editor = EditorProcess.open(user, workspace, storage, options);
    editor.awaitReady();
    return editor;
  }

  /** In this process. */
  private Ran run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--workspace", workspace.toString(), "--data", storage.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]));
    int code = Main.run(arguments.toArray(String[]::new), terminal);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Ran good(String... words) {
    Ran ran = run(words);
    assertEquals(0, ran.code(), ran.err());
    assertFalse(ran.err().contains("another process"), ran.err());
    return ran;
  }

  private static void assertFault(int code, String part, Ran ran) {
    assertEquals(code, ran.code(), ran.err());
    assertTrue(ran.err().contains(part), ran.err());
  }

  /** In a process of its own that is not told where the index lies. */
  private Ran child(String... words) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--workspace", workspace.toString()));
    Path err = Files.createTempFile(user, "cli", ".log");
    Process process =
        EditorProcess.program(user, arguments.toArray(String[]::new))
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Ran(process.exitValue(), out, Files.readString(err));
  }

  private Path endpoint() {
    return storage.resolve("endpoint.json");
  }

  private JsonObject said() throws IOException {
    return JsonParser.parseString(Files.readString(endpoint())).getAsJsonObject();
  }

  @Test
  void theServerAnswersAsTheFilesWould() throws IOException {
    List<List<String>> commands =
        List.of(
            List.of("search", "--json", "turn the key"),
            List.of("search", "turn the key"),
            List.of("search", "-k", "1", "--explain", "--language", "java", "rain"),
            List.of("search", "--mode", "lexical", "zanzibar"),
            List.of("ask", "--json", "where is the key turned"),
            List.of("ask", "where is the key turned"),
            List.of("ask", "zanzibar"),
            List.of("status", "--json"),
            List.of("status"),
            List.of("explain", "--json", "left.tmp"),
            List.of("explain", "src/Door.java"),
            List.of("outline", "--json", "src/Door.java"),
            List.of("outline", "src/Door.java"),
            List.of("outline", "left.tmp"),
            List.of("index", "--json"),
            List.of("index", "--dry-run"),
            List.of("index", "--full"),
            List.of("backups"),
            List.of("verify"),
            List.of("config", "history"));
    List<Ran> asked = new ArrayList<>();
    try (EditorProcess editor = editor()) {
      assertEquals(editor.pid(), said().get("pid").getAsLong());
      for (List<String> command : commands) {
        asked.add(run(command.toArray(String[]::new)));
      }
    }
    assertFalse(Files.exists(endpoint()), "taken away in order");
    for (int index = 0; index < commands.size(); index++) {
      Ran here = run(commands.get(index).toArray(String[]::new));
      assertEquals(here.lasting(), asked.get(index).lasting(), commands.get(index).toString());
      assertEquals(here.err(), asked.get(index).err(), commands.get(index).toString());
    }
  }

  @Test
  void whatOnlyTheEditorKnowsIsFoundAndWhatChangesOnDiskToo() throws IOException {
    try (EditorProcess editor = editor()) {
      editor.shows(workspace.resolve("src/Door.java"), "class Door { void unsavedMarmalade() {} }");
      assertTrue(good("search", "--no-index", "marmalade").out().contains("unsavedMarmalade"));
      Files.writeString(workspace.resolve("src/New.java"), "class New { void porcupine() {} }");
      assertTrue(good("search", "porcupine").out().contains("src/New.java"));
      Files.writeString(workspace.resolve("src/More.java"), "class More { void lemur() {} }");
      assertEquals(1, good("index", "--json").json().get("filesChanged").getAsInt());
    }
  }

  @Test
  void aBatchIsAnsweredByTheServer() throws IOException {
    Path questions = folder.resolve("q.jsonl");
    Path results = folder.resolve("r.jsonl");
    Files.writeString(
        questions, "{\"id\":\"a\",\"query\":\"key\"}\n{\"id\":\"b\",\"query\":\"rain\"}\n");
    try (EditorProcess editor = editor()) {
      assertTrue(editor.pid() > 0);
      good("search", "--queries", questions.toString(), "--out", results.toString());
    }
    List<String> lines = Files.readAllLines(results);
    assertEquals(2, lines.size());
    assertTrue(
        lines.getLast().contains("\"path\":\"src/Roof.java\",\"startLine\":"), lines.getLast());
  }

  @Test
  void backupsAreMadeCheckedAndRestoredBesideTheEditor() throws IOException {
    try (EditorProcess editor = editor()) {
      String id = good("backup", "--json").json().get("id").getAsString();
      Path door = workspace.resolve("src/Door.java");
      Files.writeString(door, "class Door { void open() { handle.press(); } }");
      good("index");
      good("backup", "--incremental");
      assertEquals(2, good("backups", "--json").json().getAsJsonArray("snapshots").size());
      good("verify", "--deep");
      Ran restored = good("restore", "--id", id, "--json");
      assertEquals(3, restored.json().get("files").getAsInt());
      assertTrue(good("search", "--no-index", "press the handle").out().contains("Door.java"));
      assertTrue(good("restore", "--undo").out().contains("former index"));
      assertFault(1, "none that can be undone", run("restore", "--undo"));
      assertFault(1, "no snapshot of 2001", run("restore", "--backup-date", "2001-01-01"));
      assertFault(2, "none", run("restore", "--backup-date", "soon"));
      Path file = storage.resolve("backups").resolve(id + ".rbk");
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
      Ran damaged = run("verify");
      assertEquals(3, damaged.code(), damaged.out());
      assertTrue(damaged.out().contains(id), damaged.out());
      assertFault(3, "damaged", run("restore", "--id", id));
      editor.awaitReady();
    }
  }

  @Test
  void searchGoesOnThroughTheEndpointWhileAnIndexIsRestored() throws Exception {
    try (EditorProcess editor = editor();
        ExecutorService searchers = Executors.newFixedThreadPool(2)) {
      assertTrue(editor.pid() > 0);
      String id = good("backup", "--json").json().get("id").getAsString();
      AtomicBoolean stop = new AtomicBoolean();
      CountDownLatch going = new CountDownLatch(2);
      List<CompletableFuture<Integer>> runs = new ArrayList<>();
      for (int searcher = 0; searcher < 2; searcher++) {
        runs.add(CompletableFuture.supplyAsync(() -> searches(stop, going), searchers));
      }
      assertTrue(going.await(30, TimeUnit.SECONDS));
      for (int round = 0; round < 3; round++) {
        good("restore", "--id", id, "--no-index");
      }
      stop.set(true);
      for (CompletableFuture<Integer> run : runs) {
        assertTrue(run.get(30, TimeUnit.SECONDS) > 0);
      }
    }
  }

  /** Each search finds the place; gives back how many there were. */
  private int searches(AtomicBoolean stop, CountDownLatch going) {
    int count = 0;
    try (RemoteWorkspace remote = RemoteWorkspace.at(storage).orElseThrow()) {
      while (!stop.get()) {
        var found = remote.search(Query.of("turn the key", 3), Cancellation.NEVER);
        assertEquals("src/Door.java", found.hits().getFirst().path().toString());
        count++;
        going.countDown();
      }
    }
    return count;
  }

  @Test
  void aKilledServerLeavesTheFilesToTheCommandLineAndTheDoorToTheNext() throws Exception {
    try (EditorProcess editor = editor()) {
      editor.kill();
    }
    assertTrue(Files.exists(endpoint()), "nobody took it away");
    String stale = said().get("token").getAsString();
    good("index");
    assertTrue(good("search", "turn the key").out().contains("src/Door.java"));
    good("backup");
    try (EditorProcess next = editor()) {
      assertEquals(next.pid(), said().get("pid").getAsLong());
      assertFalse(said().get("token").getAsString().equals(stale));
      good("backup");
    }
  }

  @Test
  void aCommandWithSettingsOfItsOwnDoesNotAskAndIsToldWhenItCannotWork() throws IOException {
    try (EditorProcess editor = editor()) {
      assertTrue(editor.pid() > 0);
      Ran found = run("search", "--set", "embedding.provider=none", "turn the key");
      assertTrue(found.err().contains("another process indexes"), found.err());
      assertTrue(found.out().contains("src/Door.java"));
      assertFault(1, "another process", run("index", "--profile", "small"));
      Path other = Files.createDirectories(folder.resolve("other"));
      workspace = other.toRealPath();
      assertFault(1, "for other folders", run("search", "key"));
    }
  }

  @Test
  void aRollbackIsTakenOverByTheServer() throws IOException {
    try (EditorProcess editor = editor()) {
      assertTrue(good("config", "rollback", "1").out().contains("version 1"));
      editor.awaitReady();
      assertTrue(good("search", "turn the key").out().contains("src/Door.java"));
    }
  }

  @Test
  void theCommandLineFindsTheEditorsIndexAndEmbedsNothingAgain() throws Exception {
    JsonObject indexed;
    try (EditorProcess editor = EditorProcess.open(user, workspace, storage, "{}")) {
      JsonObject params = JsonParser.parseString("{\"mode\":\"changed\"}").getAsJsonObject();
      editor.ask("rag/reindex", params);
      editor.awaitReady();
      indexed = editor.ask("rag/status", new JsonObject()).getAsJsonObject();
      assertTrue(
          indexed.getAsJsonObject("coverage").get("vectors").getAsInt() > 0, indexed::toString);
      Ran found = child("search", "--json", "keeps water outside");
      assertEquals(0, found.code(), found.err());
      assertEquals(
          "src/Roof.java",
          found.json().getAsJsonArray("hits").get(0).getAsJsonObject().get("path").getAsString());
    }
    Ran again = child("index", "--json");
    assertEquals(0, again.code(), again.err());
    assertEquals(0, again.json().get("filesChanged").getAsInt(), again.out());
    assertEquals(0, again.json().get("embedded").getAsInt(), again.out());
    JsonObject status = child("status", "--json").json();
    assertEquals(indexed.get("coverage"), status.get("coverage"));
    assertEquals(indexed.get("modelId"), status.get("modelId"));
    try (var made = Files.list(user.resolve("roocode-rag"))) {
      assertEquals(
          List.of(),
          made.filter(path -> path.getFileName().toString().startsWith("workspace-")).toList(),
          "no second index");
    }
  }

  @Test
  void theTokenIsInNoLogAndInNoAnswer() throws Exception {
    try (EditorProcess editor = editor(TALKATIVE)) {
      String token = said().get("token").getAsString();
      int port = said().get("port").getAsInt();
      for (String wrong : List.of("GET /" + token + " HTTP/1.1\r\n\r\n", greeting(token + "x"))) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.getOutputStream().write(wrong.getBytes(StandardCharsets.UTF_8));
          assertEquals(0, socket.getInputStream().readAllBytes().length);
        } catch (IOException e) {
          // closed while something had not been read
        }
      }
      Ran asked = child("search", "--json", "turn the key");
      assertEquals(0, asked.code(), asked.err());
      assertFalse((asked.out() + asked.err()).contains(token));
      String log = editor.log() + Files.readString(storage.resolve("logs/server.log"));
      assertTrue(log.contains("no right token"), log);
      assertFalse(log.contains(token));
    }
  }

  private static String greeting(String token) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"endpoint/hello\",\"params\":{\"token\":\""
            + token
            + "\"}}";
    return "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
