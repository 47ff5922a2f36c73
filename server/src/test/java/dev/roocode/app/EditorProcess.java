package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The language server in a process of its own, and an editor that speaks with it over pipes. */
final class EditorProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private int ids;

  private EditorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The program in a process of its own, with per-user folders below {@code user}. */
  static ProcessBuilder program(Path user, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx512m",
            "-Duser.home=" + user,
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("XDG_DATA_HOME", user.toString());
    environment.put("LOCALAPPDATA", user.toString());
    environment.put("LOG_LEVEL", "trace");
    return builder;
  }

  /** Opens a workspace whose index is to lie in {@code storage}. */
  static EditorProcess open(Path user, Path workspace, Path storage, String settings)
      throws IOException {
    Path log = Files.createTempFile(user, "server", ".log");
    Process process = program(user, "lsp", "--stdio").redirectError(log.toFile()).start();
    EditorProcess editor = new EditorProcess(process, log);
    JsonObject options = JsonParser.parseString(settings).getAsJsonObject();
    // whatever else runs on the machine of the tests
    options.addProperty("index.pauseAtLoad", 0);
    options.addProperty("index.pauseOnBattery", false);
    options.addProperty("storageUri", storage.toUri().toString());
    JsonObject params = new JsonObject();
    params.add("capabilities", new JsonObject());
    params.addProperty("rootUri", workspace.toUri().toString());
    params.add("initializationOptions", options);
    editor.ask("initialize", params);
    editor.tell("initialized", new JsonObject());
    return editor;
  }

  /** Asks until everything is in. */
  void awaitReady() throws IOException {
    String state = "";
    while (!state.equals("ready")) {
      state = ask("rag/status", new JsonObject()).getAsJsonObject().get("state").getAsString();
    }
  }

  JsonElement ask(String method, JsonObject params) throws IOException {
    int id = ++ids;
    JsonObject message = message(method, params);
    message.addProperty("id", id);
    send(message);
    while (true) {
      JsonObject heard = hear();
      if (heard.has("id") && !heard.has("method") && heard.get("id").getAsInt() == id) {
        assertTrue(heard.has("result"), heard::toString);
        return heard.get("result");
      }
    }
  }

  void tell(String method, JsonObject params) throws IOException {
    send(message(method, params));
  }

  /** The editor shows a text that is not on disk. */
  void shows(Path file, String text) throws IOException {
    JsonObject document = new JsonObject();
    document.addProperty("uri", file.toUri().toString());
    document.addProperty("languageId", "java");
    document.addProperty("version", 1);
    document.addProperty("text", text);
    JsonObject params = new JsonObject();
    params.add("textDocument", document);
    tell("textDocument/didOpen", params);
    ask("rag/status", new JsonObject()); // has been heard
  }

  private static JsonObject message(String method, JsonObject params) {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    message.addProperty("method", method);
    message.add("params", params);
    return message;
  }

  private void send(JsonObject message) throws IOException {
    byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
    OutputStream out = process.getOutputStream();
    out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.flush();
  }

  private JsonObject hear() throws IOException {
    InputStream in = process.getInputStream();
    StringBuilder header = new StringBuilder();
    while (!header.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server has ended: " + log());
      }
      header.append((char) next);
    }
    int length = Integer.parseInt(header.toString().replaceAll("(?s)\\D", ""));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return JsonParser.parseString(body).getAsJsonObject();
  }

  long pid() {
    return process.pid();
  }

  /** Everything that the server has logged. */
  String log() throws IOException {
    return Files.readString(log);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the server in order. */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      process.getOutputStream().close();
    }
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the server ends with its editor");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
