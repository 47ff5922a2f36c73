package dev.roocode.generate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real one, which {@code scripts/engine} builds; one thread, on loopback, two minutes at most.
 */
final class LlamaEngine implements Engine {
  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private LlamaEngine(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program; empty where it has not been built. */
  static Optional<Path> program() throws IOException {
    String cache =
        Stream.of(
                System.getenv("ROOCODE_CACHE"),
                System.getenv("XDG_CACHE_HOME") == null
                    ? null
                    : System.getenv("XDG_CACHE_HOME") + "/roocode-build")
            .filter(folder -> folder != null)
            .findFirst()
            .orElse(System.getProperty("user.home") + "/.cache/roocode-build");
    Path engines = Path.of(cache, "engine");
    if (!Files.isDirectory(engines)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(engines)) {
      return versions
          .map(each -> each.resolve("llama-server"))
          .filter(Files::isExecutable)
          .max(Path::compareTo);
    }
  }

  static LlamaEngine start(Path program, Path folder, boolean endless, String... more)
      throws IOException, InterruptedException {
    Path model = folder.resolve(endless ? "endless.gguf" : "tiny.gguf");
    TinyModel.write(model, endless);
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String[] words =
        Stream.concat(
                Stream.of(
                    "timeout",
                    "-s",
                    "KILL",
                    "120",
                    program.toString(),
                    "-m",
                    model.toString(),
                    "--alias",
                    "tiny",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "" + port,
                    "-t",
                    "1",
                    "-c",
                    "16384",
                    "-np",
                    "1",
                    "--no-warmup"),
                Stream.of(more))
            .toArray(String[]::new);
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("engine.log").toFile())
            .start();
    LlamaEngine engine = new LlamaEngine(process, port);
    engine.awaitHealth();
    return engine;
  }

  private void awaitHealth() throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
      try {
        if (get("/health").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    close();
    throw new IllegalStateException("the engine did not start");
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url() + path))
              .header("Authorization", "Bearer " + KEY)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  private long pid() {
    return process.children().mapToLong(ProcessHandle::pid).findFirst().orElseThrow();
  }

  private void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, "" + pid()).start().waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void freeze() throws IOException {
    signal("STOP");
  }

  @Override
  public void kill() throws IOException {
    signal("KILL");
  }

  @Override
  public boolean isIdle() throws IOException {
    return get("/slots").body().contains("\"is_processing\":false");
  }

  @Override
  public void close() {
    process.children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
