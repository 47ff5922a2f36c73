package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.roocode.base.Ticker;
import dev.roocode.config.Configuration;
import dev.roocode.config.JsonSettings;
import dev.roocode.config.Profile;
import dev.roocode.domain.Status;
import dev.roocode.protocol.MetricsMeasured.LogLine;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An editor of bare JSON over real pipes, independent of lsp4j: what it sends and receives is what
 * stands on the wire.
 */
final class Peer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  final List<FakeWorkspace> workspaces = new CopyOnWriteArrayList<>();
  final List<JsonObject> settings = new CopyOnWriteArrayList<>();
  final List<@Nullable Path> data = new CopyOnWriteArrayList<>();
  final CompletableFuture<Integer> exit = new CompletableFuture<>();

  /** Where the session tells how it is asked; null lets nobody ask. To be set before the start. */
  volatile @Nullable Path home;

  /** Whether another process writes the index. To be set before the start. */
  volatile boolean readOnly;

  /** What the server writes to its log. */
  final Queue<LogLine> log = new ConcurrentLinkedQueue<>();

  /** What was noted for programs that look for an index: {@code [folders] home}. */
  final List<String> announced = new CopyOnWriteArrayList<>();

  private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
  private final CopyOnWriteArrayList<JsonObject> aside = new CopyOnWriteArrayList<>();
  private final OutputStream out;
  private int ids;

  Peer() throws IOException {
    this(Throttle.Timer.SYSTEM, null);
  }

  /**
   * @param refusal what the opener throws, null to open
   */
  Peer(Throttle.Timer timer, @Nullable RuntimeException refusal) throws IOException {
    this(timer, Ticker.SYSTEM, refusal);
  }

  Peer(Throttle.Timer timer, Ticker ticker, @Nullable RuntimeException refusal) throws IOException {
    Pipe toServer = Pipe.open();
    Pipe toEditor = Pipe.open();
    out = Channels.newOutputStream(toServer.sink());
    InputStream serverIn = Channels.newInputStream(toServer.source());
    OutputStream serverOut = Channels.newOutputStream(toEditor.sink());
    Opener opener = new Recorder(refusal);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          exit.complete(LspServer.run(serverIn, serverOut, opener, ticker, timer));
          closeQuietly(serverOut);
        });
    InputStream in = Channels.newInputStream(toEditor.source());
    Thread.ofPlatform().daemon().start(() -> read(in));
  }

  /** Opens fakes, whose configurations lie in their first folder, and notes what it was told. */
  private final class Recorder implements Opener {
    private final @Nullable RuntimeException refusal;

    Recorder(@Nullable RuntimeException refusal) {
      this.refusal = refusal;
    }

    @Override
    public Workspace open(List<Path> folders, @Nullable Path folder, JsonObject given) {
      if (refusal != null) {
        throw refusal;
      }
      FakeWorkspace workspace = new FakeWorkspace(folders);
      workspace.state = readOnly ? Status.State.READ_ONLY : Status.State.READY;
      workspaces.add(workspace);
      data.add(folder);
      settings.add(given);
      configuration(folders, folder, given).record();
      return workspace;
    }

    @Override
    public Optional<Path> home(List<Path> folders, @Nullable Path folder) {
      return Optional.ofNullable(home);
    }

    @Override
    public Supplier<List<LogLine>> log(List<Path> folders, @Nullable Path folder) {
      return () -> Stream.generate(log::poll).takeWhile(Objects::nonNull).toList();
    }

    @Override
    public void announce(List<Path> folders, Path home) {
      announced.add(folders.stream().map(Path::getFileName).toList() + " " + home.getFileName());
    }

    @Override
    public Configuration configuration(
        List<Path> folders, @Nullable Path folder, JsonObject given) {
      return new Configuration(
          folders.getFirst().resolve(".roocode-data"),
          Profile.SMALL,
          JsonSettings.flat(given),
          Ticker.SYSTEM);
    }
  }

  /** Says {@code initialize} for the folders and {@code initialized}. */
  FakeWorkspace start(Path... folders) throws IOException {
    result(request("initialize", initializeParams(folders).toString()));
    notify("initialized", "{}");
    return workspaces.getLast();
  }

  static JsonObject initializeParams(Path... folders) {
    JsonObject params = JsonParser.parseString("{\"capabilities\": {}}").getAsJsonObject();
    JsonArray list = new JsonArray();
    for (Path folder : folders) {
      JsonObject entry = new JsonObject();
      entry.addProperty("uri", folder.toUri().toString());
      entry.addProperty("name", String.valueOf(folder.getFileName()));
      list.add(entry);
    }
    params.add("workspaceFolders", list);
    return params;
  }

  FakeWorkspace workspace() {
    return workspaces.getLast();
  }

  int request(String method, @Nullable String params) throws IOException {
    int id = ++ids;
    String rest = params == null ? "" : ",\"params\":" + params;
    send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"" + rest + "}");
    return id;
  }

  void notify(String method, String params) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
  }

  void send(String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    raw("Content-Length: " + bytes.length + "\r\n\r\n");
    raw(bytes);
  }

  void raw(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.UTF_8));
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  JsonObject ask(String method, @Nullable String params) throws IOException {
    return answer(request(method, params));
  }

  /** The whole answer to a request. */
  JsonObject answer(int id) {
    return await(message ->
        !message.has("method")
            && message.has("id")
            && message.get("id").isJsonPrimitive()
            && message.get("id").getAsString().equals(String.valueOf(id)));
  }

  JsonObject answerNamed(String id) {
    return await(message -> new JsonPrimitive(id).equals(message.get("id")));
  }

  JsonElement result(int id) {
    JsonObject answer = answer(id);
    assertTrue(answer.has("result"), answer::toString);
    return answer.get("result");
  }

  int error(int id) {
    JsonObject answer = answer(id);
    assertTrue(answer.has("error"), answer::toString);
    return answer.getAsJsonObject("error").get("code").getAsInt();
  }

  /** The next notification or request of this method. */
  JsonObject told(String method) {
    return await(
        message -> message.has("method") && message.get("method").getAsString().equals(method));
  }

  /** The error whose request could not be named. */
  JsonObject errorWithoutId() {
    return await(message -> message.has("error") && message.get("id") instanceof JsonNull);
  }

  /** Asks the server again and again until this has come true behind it. */
  void until(BooleanSupplier happened) throws IOException {
    while (!happened.getAsBoolean()) {
      result(request("rag/status", "{}"));
    }
  }

  JsonObject await(Predicate<JsonObject> wanted) {
    for (JsonObject message : aside) {
      if (wanted.test(message)) {
        aside.remove(message);
        return message;
      }
    }
    try {
      while (true) {
        JsonObject message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(message, "nothing came; aside: " + aside);
        if (wanted.test(message)) {
          return message;
        }
        aside.add(message);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int exitCode() {
    return exit.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void read(InputStream in) {
    try {
      while (true) {
        int length = header(in);
        if (length < 0) {
          return;
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        received.add(JsonParser.parseString(body).getAsJsonObject());
      }
    } catch (IOException e) {
      // the server is gone
    }
  }

  private static int header(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (!header.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return -1;
      }
      header.append((char) next);
    }
    return Integer.parseInt(header.toString().strip().replaceAll("(?s).*Content-Length: ", ""));
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // nobody reads
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    var _ = exitCode();
    assertTrue(workspaces.stream().allMatch(FakeWorkspace::isClosed), "every workspace is closed");
  }
}
