package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.Fixture;
import dev.roocode.domain.Fault;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.metrics.LogLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator's side of a real server: its logs, its end, its dashboard, its settings. */
@Tag("slow")
@Timeout(180)
class LiveOperationsTest {
  private static final String PLAIN = "{\"embedding\":{\"provider\":\"none\"}}";
  private static final String CONTENT = "zanzibarite";
  private static final String QUESTION = "marmaladian";
  private static final String FILE = "Ornithopterix";
  private static final String KEY = "sk-quokkakeyquokkakey1234567890";

  @TempDir private Path folder;
  private Path user;
  private Path storage;
  private Path workspace;

  @BeforeEach
  void lay() throws IOException {
    user = Files.createDirectories(folder.resolve("user"));
    storage = folder.resolve("storage");
    workspace =
        Fixture.write(
            Files.createDirectories(folder.resolve("workspace")),
            "//- src/%s.java%nclass Door { void %s() { key.turn(); } }%n".formatted(FILE, CONTENT));
  }

  private EditorProcess editor(String options) throws IOException {
    EditorProcess editor = EditorProcess.open(user, workspace, storage, options);
    editor.awaitReady();
    return editor;
  }

  private static JsonObject params(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private String serverLog() throws IOException {
    Path log = storage.resolve("logs/server.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private Process follow() throws IOException {
    return EditorProcess.program(
            user,
            "metrics",
            "--follow",
            "--seconds",
            "1",
            "--data",
            storage.toString(),
            "--workspace",
            workspace.toString())
        .redirectError(folder.resolve("follow.err").toFile())
        .start();
  }

  /** Reads on until it was shown so often. */
  private static void shown(BufferedReader out, int times) throws IOException {
    int seen = 0;
    while (seen < times) {
      String line = out.readLine();
      assertTrue(line != null, "goes on showing it");
      seen += line.contains("search_time") ? 1 : 0;
    }
  }

  @Test
  void theDashboardFollowsALiveServerAndEndsWithIt() throws Exception {
    Process follow;
    try (EditorProcess editor = editor(PLAIN)) {
      editor.ask("rag/search", params("{\"query\":\"turn\"}"));
      follow = follow();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(follow.getInputStream(), StandardCharsets.UTF_8));
      shown(out, 3);
      assertTrue(follow.isAlive());
    }
    follow.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    assertTrue(follow.waitFor(60, TimeUnit.SECONDS));
    String err = Files.readString(folder.resolve("follow.err"));
    assertEquals(0, follow.exitValue(), err);
    assertTrue(err.contains("The server has ended."), err);
  }

  @Test
  void theDashboardEndsWhenItIsInterrupted() throws Exception {
    try (EditorProcess editor = editor(PLAIN)) {
      Process follow = follow();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(follow.getInputStream(), StandardCharsets.UTF_8));
      shown(out, 2);
      follow.destroy();
      assertTrue(follow.waitFor(60, TimeUnit.SECONDS));
      assertFalse(Files.readString(folder.resolve("follow.err")).contains("Exception"));
      assertTrue(editor.ask("rag/status", new JsonObject()).isJsonObject(), "the server goes on");
    }
  }

  @Test
  void aKilledServerIsNoticedAndOneThatWasAskedToEndIsNot() throws Exception {
    try (EditorProcess first = editor(PLAIN)) {
      first.kill();
    }
    assertTrue(Files.exists(storage.resolve("running")));
    try (EditorProcess second = editor(PLAIN)) {
      assertTrue(serverLog().contains("has ended without a word"), serverLog());
      assertTrue(second.pid() > 0);
    }
    assertFalse(Files.exists(storage.resolve("running")), "in order");
    Files.delete(storage.resolve("logs/server.log"));
    try (EditorProcess third = editor(PLAIN)) {
      ProcessHandle handle = ProcessHandle.of(third.pid()).orElseThrow();
      assertTrue(handle.destroy(), "SIGTERM");
      handle.onExit().get(60, TimeUnit.SECONDS);
    }
    assertFalse(Files.exists(storage.resolve("running")), "closed by itself");
    editor(PLAIN).close();
    assertFalse(serverLog().contains("without a word"), serverLog());
    List<JsonObject> lines = LogLines.of(storage.resolve("logs"));
    lines.forEach(LogLines::assertValid);
    long sessions =
        lines.stream().filter(line -> line.get("kind").getAsString().equals("session")).count();
    assertEquals(3, sessions, "each that ended in order, however short: " + lines);
  }

  @Test
  void settingsInAFileAreTakenOverWithoutARestart() throws Exception {
    try (EditorProcess editor = editor(PLAIN)) {
      try (RemoteWorkspace one = RemoteWorkspace.at(storage).orElseThrow();
          RemoteWorkspace two = RemoteWorkspace.at(storage).orElseThrow()) {
        assertEquals(1, one.status().coverage().filesIndexed());
        assertEquals(1, two.status().coverage().filesIndexed());
        Files.writeString(
            storage.resolve("config/.env"),
            "\uFEFFexport MAX_CONNECTIONS=\"2\" # few\r\nLOG_LEVEL=debug\r\nCACHE_TTL=many\r\n");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isRefused()) {
          assertTrue(System.nanoTime() < end, "within a minute");
          editor.ask("rag/status", new JsonObject());
        }
        Fault.Busy busy = assertThrows(Fault.Busy.class, () -> RemoteWorkspace.at(storage));
        assertTrue(busy.line().contains("serves 2 other programs already"), busy.line());
        assertTrue(busy.hint().contains("endpoint.maxConnections"), busy.hint());
        assertEquals(1, one.status().coverage().filesIndexed(), "who is there stays");
      }
      assertTrue(serverLog().contains(".env:3"), "the bad line, by its number: " + serverLog());
      editor.awaitReady();
    }
  }

  private boolean isRefused() {
    try {
      RemoteWorkspace.at(storage).ifPresent(RemoteWorkspace::close);
      return false;
    } catch (Fault.Busy e) {
      return true;
    }
  }

  @Test
  void noLogHoldsAWordOfTheWorkspaceAQuestionOrAKey() throws Exception {
    String options =
        "{\"embedding\":{\"provider\":\"openai\",\"url\":\"http://127.0.0.1:9\",\"model\":\"m\"},"
            + "\"generator\":{\"provider\":\"openai\",\"url\":\"http://127.0.0.1:9\",\"model\":\"m\"},"
            + "\"embeddingKey\":\"%1$s\",\"generatorKey\":\"%1$s\",\"debug\":true}".formatted(KEY);
    try (EditorProcess editor = EditorProcess.open(user, workspace, storage, options)) {
      editor.ask("rag/search", params("{\"query\":\"where is the %s\"}".formatted(QUESTION)));
      editor.ask("rag/search", params("{\"query\":\"%s\"}".formatted(CONTENT)));
      editor.ask("rag/ask", params("{\"question\":\"what does %s do\"}".formatted(CONTENT)));
      Path file = workspace.resolve("src/" + FILE + ".java");
      editor.shows(file, "class Door { void %sUnsaved() {} }".formatted(CONTENT));
      editor.ask("rag/explainPath", params("{\"uri\":\"%s\"}".formatted(file.toUri())));
      editor.ask("metrics/snapshot", new JsonObject());
      int port = params(Files.readString(storage.resolve("endpoint.json"))).get("port").getAsInt();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(("GET /" + KEY).getBytes(StandardCharsets.UTF_8));
        assertEquals(-1, socket.getInputStream().read());
      } catch (IOException e) {
        // closed while something had not been read
      }
      try (RemoteWorkspace remote = RemoteWorkspace.at(storage).orElseThrow()) {
        Path nowhere = workspace.resolve("Nowhere.java");
        assertThrows(Fault.NotFound.class, () -> remote.outline(nowhere));
      }
    }
    int files = 0;
    try (Stream<Path> logs = Files.list(storage.resolve("logs"))) {
      for (Path log : logs.toList()) {
        files++;
        String text = Files.readString(log);
        for (String canary : List.of(CONTENT, QUESTION, KEY, KEY.substring(3))) {
          assertFalse(text.contains(canary), canary + " in " + log + ":\n" + text);
        }
        boolean metrics = log.getFileName().toString().startsWith("metrics");
        assertFalse(metrics && text.contains(FILE), text);
        assertFalse(metrics && text.contains(folder.toString()), text);
      }
    }
    assertEquals(2, files, "server.log and metrics.jsonl");
  }
}
