package dev.roocode.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static final URI HERE = URI.create("https://127.0.0.1:9/v1");

  private static Client.Failure of(Throwable thrown) {
    return Client.failure(new ExecutionException(thrown), HERE);
  }

  @Test
  void aServerWithoutTlsIsToldAsSuch() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpClient client = Client.open(Duration.ofSeconds(30))) {
      Thread.ofVirtual().start(() -> answerPlainly(plain));
      URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort());
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  client.send(
                      HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()));
      assertEquals("does not speak TLS", Client.failure(thrown, uri).message());
    }
  }

  /**
   * As often as it is tried, until it is closed; the greeting is read first, or its answer would be
   * thrown away.
   */
  private static void answerPlainly(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket socket = plain.accept()) {
        if (socket.getInputStream().read(new byte[1 << 14]) > 0) {
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        }
      } catch (IOException e) {
        // the client's complaint is what counts
      }
    }
  }

  @Test
  void everyFailureHasItsWords() {
    Client.Failure refused = of(new ConnectException());
    assertTrue(refused.message().contains("nobody listens there") && refused.isRefusal());
    ConnectException unknown = new ConnectException();
    unknown.initCause(new UnresolvedAddressException());
    assertTrue(of(unknown).message().contains("no machine of this name"));
    assertFalse(of(unknown).isRefusal());
    Client.Failure untrusted =
        of(new SSLHandshakeException("PKIX path building failed: unable to find valid path"));
    assertTrue(untrusted.message().contains("not trusted"));
    assertTrue(untrusted.hint().contains("trustStore"));
    assertTrue(of(new IOException("Tunnel failed, got: 403")).message().contains("proxy"));
    assertTrue(of(new IOException("Connection reset")).isRefusal());
  }
}
