package dev.roocode.mcp;

import com.sun.net.httpserver.HttpServer;
import dev.roocode.base.Ticker;
import dev.roocode.tools.Toolbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves agents over HTTP on loopback, at {@code /mcp}: the protocol's streamable transport. Every
 * request shows the token.
 */
public final class HttpDoor implements AutoCloseable {
  private static final int BACKLOG = 16;

  /** A request is read within this time, or its connection is closed. */
  private static final String REQUEST_SECONDS = "10";

  /** Connections at a time, waiting ones included. */
  private static final String CONNECTIONS = "64";

  static {
    // The JDK's server takes its bounds from here, once, before the first one is made.
    System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS);
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpSessions sessions;

  private HttpDoor(HttpServer server, ExecutorService threads, HttpSessions sessions) {
    this.server = server;
    this.threads = threads;
    this.sessions = sessions;
  }

  /**
   * Opens it.
   *
   * @param port 1 to 65535; 0 for any that is free
   * @param version of the program
   * @throws IOException where the port is taken
   */
  public static HttpDoor open(int port, Token token, Toolbox tools, String version)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    HttpSessions sessions = new HttpSessions();
    HttpGate gate = new HttpGate(token, server.getAddress().getPort());
    server.createContext(
        "/",
        new HttpRequests(gate, sessions, () -> new Conversation(tools, version, Ticker.SYSTEM)));
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.start();
    return new HttpDoor(server, threads, sessions);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Ends what is being answered, too. */
  @Override
  public void close() {
    sessions.endAll();
    server.stop(0);
    threads.shutdownNow();
  }
}
