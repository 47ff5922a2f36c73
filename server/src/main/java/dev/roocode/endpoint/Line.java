package dev.roocode.endpoint;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.RagCapabilities;
import dev.roocode.rpc.Caller;
import dev.roocode.rpc.Router;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a running server, from the asking side. Thread-safe. */
final class Line implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1_000;

  /** Who listens but does not answer for so long is no server of ours. */
  private static final long GREETING_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  private final Socket socket;
  private final Caller caller;
  private final Telling telling = new Telling();

  private Line(Socket socket) throws IOException {
    this.socket = socket;
    Router router =
        new Router(method -> {}, problem -> LOG.debug("the running server told {}", problem));
    telling.register(router);
    this.caller =
        new Caller(
            socket.getInputStream(), new BufferedOutputStream(socket.getOutputStream()), router);
  }

  /** To the server that the folder names; empty where none answers to its token. */
  static Optional<Line> to(Path data) {
    return EndpointFile.read(data).flatMap(Line::to);
  }

  private static Optional<Line> to(EndpointFile endpoint) {
    Line line = null;
    boolean done = false;
    try {
      line = new Line(connect(endpoint.port()));
      line.greet(endpoint.token());
      done = true;
      return Optional.of(line);
    } catch (IOException | Fault.Unavailable | CancellationException e) {
      LOG.debug("no server answers at the {}", endpoint, e);
      return Optional.empty();
    } finally {
      if (line != null && !done) {
        line.close();
      }
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    boolean done = false;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      done = true;
      return socket;
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  private void greet(String token) {
    long start = Ticker.SYSTEM.nanos();
    Cancellation late = () -> Ticker.SYSTEM.millisSince(start) > GREETING_MILLIS;
    JsonObject params = new JsonObject();
    params.addProperty("token", token);
    call(Greeting.METHOD, params, RagCapabilities.class, late);
  }

  Telling telling() {
    return telling;
  }

  /** See {@link Caller#call}. */
  <T> T call(String method, Object params, Class<T> type, Cancellation cancellation) {
    return caller.call(method, params, type, cancellation);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("the connection to the running server cannot be closed", e);
    }
  }
}
