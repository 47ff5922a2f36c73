package dev.roocode.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Limits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests as they stand on the wire, over a real socket: who is let in, and what is answered. */
@Timeout(60)
class HttpDoorTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  @TempDir private Path data;

  private final Twin tools = new Twin();
  private Token token;
  private HttpDoor door;

  @BeforeEach
  void open() throws IOException {
    token = Token.of(data);
    door = HttpDoor.open(0, token, tools, "1.2");
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void theTokenIsMadeOnceAndItsOwners() throws IOException {
    assertEquals(token.text(), Token.of(data).text());
    Path file = data.resolve(Token.NAME);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("token", token.toString());
    Files.writeString(file, "cut");
    String other = Token.of(data).text();
    assertTrue(other.matches("[\\w-]{43}") && !other.equals(token.text()));
  }

  @Test
  void foreignHostsOriginsAndStrangersAreRefused() throws IOException {
    assertEquals(403, status(post(PING).without("Host")));
    assertEquals(403, status(post(PING).with("Host", "attacker.example:" + door.port())));
    assertEquals(403, status(post(PING).with("Host", "127.0.0.1")));
    assertEquals(403, status(post(PING).with("Origin", "https://attacker.example")));
    assertEquals(403, status(post(PING).with("Origin", "http://127.0.0.1.attacker.example")));
    assertEquals(403, status(post(PING).with("Origin", "null")));
    assertEquals(401, status(post(PING).without("Authorization")));
    assertEquals(401, status(post(PING).with("Authorization", "Bearer " + "x".repeat(43))));
    assertEquals(401, status(post(PING).with("Authorization", token.text())));
    assertEquals(401, status(new Ask("GET", "/other", "").without("Authorization")));
    assertTrue(answer(post(PING).without("Authorization")).contains("Www-authenticate: Bearer"));
  }

  @Test
  void onlyTheProtocolIsServed() throws IOException {
    assertEquals(404, status(new Ask("POST", "/", PING)));
    assertEquals(404, status(new Ask("POST", "/mcp/", PING)));
    assertEquals(405, status(new Ask("GET", "/mcp", "")));
    assertEquals(405, status(new Ask("OPTIONS", "/mcp", "")));
    assertTrue(answer(new Ask("GET", "/mcp", "")).contains("Allow: POST, DELETE"));
    assertEquals(415, status(post(PING).with("Content-Type", "text/plain")));
    assertEquals(415, status(post(PING).without("Content-Type")));
    assertEquals(406, status(post(PING).with("Accept", "text/html")));
    assertEquals(406, status(post(PING).without("Accept")));
    assertEquals(400, status(post(PING).with("Mcp-Protocol-Version", "2024-11-05")));
    assertEquals(400, status(post("no json")));
    assertEquals(413, status(post("[" + " ".repeat(Limits.AGENT_MESSAGE_BYTES) + "]")));
    assertEquals(400, status(post(PING)), "without a session");
    assertEquals(404, status(in("0123", PING)));
    assertEquals(400, status(new Ask("DELETE", "/mcp", "")));
    assertEquals(404, status(new Ask("DELETE", "/mcp", "").with("Mcp-Session-Id", "0123")));
  }

  @Test
  void aSessionFromItsBeginningToItsEnd() throws Exception {
    String session = begin("2025-06-18");
    assertEquals(202, status(in(session, note("notifications/initialized"))));
    assertTrue(answer(in(session, PING)).endsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
    assertEquals(200, status(in(session, PING).with("Mcp-Protocol-Version", "2025-06-18")));
    assertEquals(200, status(in(session, PING).with("Accept", "*/*")));
    assertEquals(200, status(in(session, PING).with("Origin", "http://localhost:5173")));
    String said = answer(in(session, call("echo", "")));
    assertTrue(said.contains("Content-type: text/event-stream"), said);
    assertTrue(said.contains("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":7,"), said);
    String told = answer(in(session, call("progress", ",\"_meta\":{\"progressToken\":\"p\"}")));
    assertTrue(told.indexOf("notifications/progress") < told.indexOf("\"id\":7"), told);
    assertEquals(400, status(in(session, "{\"id\":1}")));
    assertEquals(400, status(in(session, "[" + PING + "]")), "no batches in this revision");
    assertEquals(204, status(new Ask("DELETE", "/mcp", "").with("Mcp-Session-Id", session)));
    assertEquals(404, status(in(session, PING)));
  }

  @Test
  void aCancelledCallEndsItsStreamWithoutAnAnswer() throws Exception {
    String session = begin("2025-06-18");
    try (Socket waiting = connect()) {
      send(waiting, in(session, call("wait", "")));
      assertTrue(tools.waiting.await(30, TimeUnit.SECONDS));
      String stop =
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
              + "\"params\":{\"requestId\":7}}";
      assertEquals(202, status(in(session, stop)));
      String all = read(waiting);
      assertTrue(all.startsWith("HTTP/1.1 200"), all);
      assertTrue(!all.contains("data:"), all);
    }
  }

  @Test
  void batchesOfTheOlderRevision() throws IOException {
    String session = begin("2025-03-26");
    String all = answer(in(session, "[" + PING + "," + note("notifications/initialized") + "]"));
    assertTrue(all.endsWith("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}]"), all);
    assertEquals(202, status(in(session, "[" + note("notifications/initialized") + "]")));
  }

  @Test
  void theSessionUnusedForLongestMakesRoom() throws IOException {
    String first = begin("2025-06-18");
    String second = begin("2025-06-18");
    for (int i = 2; i < Limits.AGENT_SESSIONS; i++) {
      begin("2025-06-18");
    }
    assertEquals(200, status(in(first, PING)), "used");
    begin("2025-06-18");
    assertEquals(404, status(in(second, PING)));
    assertEquals(200, status(in(first, PING)));
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThrows(BindException.class, () -> HttpDoor.open(door.port(), token, tools, "1.2"));
  }

  /** A request; what the tests do not change is as an agent sends it. */
  private final class Ask {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String line;
    private final String body;

    Ask(String method, String path, String body) {
      this.line = method + " " + path + " HTTP/1.1";
      this.body = body;
      headers.put("Host", "127.0.0.1:" + door.port());
      headers.put("Authorization", "Bearer " + token.text());
      headers.put("Content-Type", "application/json");
      headers.put("Accept", "application/json, text/event-stream");
      headers.put("Connection", "close");
    }

    Ask with(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Ask without(String name) {
      headers.remove(name);
      return this;
    }

    byte[] bytes() {
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      StringBuilder text = new StringBuilder(line).append("\r\n");
      headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
      text.append("Content-Length: ").append(content.length).append("\r\n\r\n").append(body);
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private Ask post(String body) {
    return new Ask("POST", "/mcp", body);
  }

  private Ask in(String session, String body) {
    return post(body).with("Mcp-Session-Id", session);
  }

  private static String note(String method) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}";
  }

  private static String call(String name, String more) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + name
        + "\""
        + more
        + "}}";
  }

  private String begin(String version) throws IOException {
    String all =
        answer(
            post(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\","
                    + "\"params\":{\"protocolVersion\":\""
                    + version
                    + "\"}}"));
    assertTrue(all.contains("\"protocolVersion\":\"" + version + "\""), all);
    return all.replaceFirst("(?s).*Mcp-session-id: (\\w+).*", "$1");
  }

  private int status(Ask ask) throws IOException {
    return Integer.parseInt(answer(ask).substring(9, 12));
  }

  private String answer(Ask ask) throws IOException {
    try (Socket socket = connect()) {
      send(socket, ask);
      return read(socket);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), door.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, Ask ask) throws IOException {
    socket.getOutputStream().write(ask.bytes());
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
