package dev.roocode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Whoever may connect: bare bytes on a socket. */
final class Stranger implements AutoCloseable {
  private final Socket socket;

  Stranger(int port) throws IOException {
    socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    socket.setSoTimeout(30_000);
  }

  static String frame(String body) {
    return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
  }

  static String greeting(String token) {
    return frame(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"endpoint/hello\",\"params\":{\"token\":\""
            + token
            + "\"}}");
  }

  static String request(int id, String method) {
    return frame(
        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{}}");
  }

  Stranger say(String bytes) throws IOException {
    return say(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What the other side does not want to hear any more is dropped. */
  Stranger say(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // closed meanwhile: seen when it is read
    }
    return this;
  }

  /** The next message. */
  JsonObject hears() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder header = new StringBuilder();
    while (!header.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after " + header);
      }
      header.append((char) next);
    }
    int length = Integer.parseInt(header.toString().replaceAll("(?s)\\D", ""));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return JsonParser.parseString(body).getAsJsonObject();
  }

  /** The connection was closed without a word. */
  void isSentAway(String why) throws IOException {
    try {
      assertEquals(-1, socket.getInputStream().read(), why);
    } catch (SocketException e) {
      // closed while something of ours had not been read
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
