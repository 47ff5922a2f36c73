package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged frames against the server in a process with 64 MB of memory: it never
 * crashes and never hangs; after each, a good request is answered or the stream is closed.
 */
@Tag("slow")
class FuzzTest {
  private static final int FRAMES = 10_000;
  private static final long SEED = 20_261;
  private static final long PATIENCE_SECONDS = 60;

  private static final List<String> SEEDS =
      List.of(
          "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"rag/search\",\"params\":{\"query\":\"q\",\"limit\":3,\"mode\":\"hybrid\"}}",
          "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"rag/ask\",\"params\":{\"question\":\"q\",\"partialResultToken\":1}}",
          "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"workspace/symbol\",\"params\":{\"query\":\"é😀\"}}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///w/a%20b.txt\",\"languageId\":\"x\",\"version\":1,\"text\":\"a\\nb\"}}}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"file:///w/a%20b.txt\",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":1,\"character\":1}},\"text\":\"x\"}]}}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":5}}",
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}",
          "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":\"roocode.reindex\",\"arguments\":[{\"mode\":\"changed\"}]}}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{\"event\":{\"added\":[],\"removed\":[]}}}");

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);

  /** The server's process and its end of the pipes. */
  private final class Server implements AutoCloseable {
    private final Process process;
    private final OutputStream out;
    private final BufferedInputStream in;

    Server() throws IOException {
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx64m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-XX:+ExitOnOutOfMemoryError",
              "-cp",
              System.getProperty("java.class.path"),
              FuzzServer.class.getName());
      process = new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
      out = process.getOutputStream();
      in = new BufferedInputStream(process.getInputStream());
      sendGood(
          "{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"method\":\"initialize\",\"params\":{\"capabilities\":{},\"rootUri\":\"file:///w\"}}");
      assertTrue(answered("hello"));
    }

    void sendGood(String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(bytes);
      out.flush();
    }

    /** Whether the answer to this request came; false when the stream was closed. */
    boolean answered(String id) {
      return CompletableFuture.supplyAsync(() -> read(id))
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    }

    private boolean read(String id) {
      try {
        for (String body = body(); body != null; body = body()) {
          JsonObject message = JsonParser.parseString(body).getAsJsonObject();
          assertFalse(body.contains("Exception") || body.contains("\\tat "), body);
          if (message.has("id") && message.get("id").toString().equals("\"" + id + "\"")) {
            return true;
          }
        }
        return false;
      } catch (IOException e) {
        return false;
      }
    }

    private @Nullable String body() throws IOException {
      StringBuilder header = new StringBuilder();
      while (!header.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        header.append((char) next);
      }
      int length =
          Integer.parseInt(header.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Ends in order: by itself after a broken header, else with the stream. */
    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        // the server has closed it
      }
      try {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the process ends");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        process.destroyForcibly();
      }
      String log = Files.readString(folder.resolve("log"));
      assertEquals(1, process.exitValue(), log);
      assertFalse(log.contains("OutOfMemoryError"), log);
    }
  }

  @Test
  void noDamagedFrameHurts() throws IOException {
    System.out.println("seed " + SEED);
    int sent = 0;
    int streams = 0;
    while (sent < FRAMES) {
      try (Server server = new Server()) {
        streams++;
        boolean alive = true;
        while (alive && sent < FRAMES) {
          alive = attack(server, ++sent);
        }
      }
    }
    System.out.println(sent + " damaged frames, " + streams + " streams");
  }

  /** Sends a damaged frame and a good request; false when the stream is over. */
  private boolean attack(Server server, int number) {
    String id = "good" + number;
    try {
      byte[] frame = frame();
      server.out.write(frame);
      server.sendGood(
          "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"rag/status\"}".formatted(id));
    } catch (IOException e) {
      return false;
    }
    return server.answered(id);
  }

  /** Most often a damaged body in a whole frame, so that the stream goes on. */
  private byte[] frame() {
    byte[] body = damaged();
    String header =
        switch (random.nextInt(2000)) {
          case 0 -> "Content-Length: -1\r\n\r\n";
          case 1 -> "Content-Length: 99999999999999\r\n\r\n";
          case 2 -> "\r\nnonsense\r\n\r\n";
          case 3 -> "X: " + "y".repeat(9000) + "\r\n\r\n";
          case 4, 5, 6 ->
              "Content-Type: x; charset=klingon\r\ncontent-length: " + body.length + "\r\n\r\n";
          default -> "Content-Length: " + body.length + "\r\n\r\n";
        };
    byte[] head = header.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[head.length + body.length];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(body, 0, frame, head.length, body.length);
    return frame;
  }

  private byte[] damaged() {
    byte[] seed = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
    List<Byte> body = new ArrayList<>();
    for (byte next : seed) {
      body.add(next);
    }
    if (random.nextInt(500) == 0) {
      return large();
    }
    for (int damage = 1 + random.nextInt(6); damage > 0 && !body.isEmpty(); damage--) {
      int at = random.nextInt(body.size());
      switch (random.nextInt(6)) {
        case 0 -> body.set(at, (byte) random.nextInt(256));
        case 1 -> body.remove(at);
        case 2 -> body.add(at, (byte) "{}[]\",:\\0eE-".charAt(random.nextInt(12)));
        case 3 -> body.subList(at, Math.min(body.size(), at + 1 + random.nextInt(20))).clear();
        case 4 -> body.addAll(at, List.copyOf(body.subList(0, at)));
        default -> body.subList(at, body.size()).clear();
      }
    }
    byte[] bytes = new byte[body.size()];
    for (int place = 0; place < bytes.length; place++) {
      bytes[place] = body.get(place);
    }
    return bytes;
  }

  /** What costs most memory for its length. */
  private byte[] large() {
    String start = "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"rag/search\",\"params\":";
    String body =
        switch (random.nextInt(5)) {
          case 0 -> start + "[".repeat(1_000_000);
          case 1 -> start + "[" + "{},".repeat(2_000_000) + "{}]}";
          case 2 -> start + "{\"query\":\"" + "x".repeat(12_000_000) + "\"}}";
          case 3 -> start + "[" + "[],".repeat(400_000) + "[]]}";
          default -> start + "\"" + "\\u00e9".repeat(2_500_000) + "\"}";
        };
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
