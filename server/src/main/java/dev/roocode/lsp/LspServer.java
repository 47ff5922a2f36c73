package dev.roocode.lsp;

import dev.roocode.base.Ticker;
import dev.roocode.rpc.Throttle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The language server on a pair of streams. */
public final class LspServer {
  private static final Logger LOG = LoggerFactory.getLogger(LspServer.class);

  private LspServer() {}

  /** Serves with the system's clock; see the last {@code run}. */
  public static int run(InputStream in, OutputStream out, Opener opener) {
    return run(in, out, opener, new CompletableFuture<>());
  }

  /**
   * The same.
   *
   * @param stop ends it like the end of its stream, once it is done
   */
  public static int run(
      InputStream in, OutputStream out, Opener opener, CompletableFuture<Void> stop) {
    return serve(in, new Session(out, opener, Ticker.SYSTEM, Throttle.Timer.SYSTEM), stop);
  }

  /**
   * Serves one editor until it says {@code exit}, its stream ends or its process does; then closes
   * the workspace in order and returns. The streams stay open.
   *
   * @return the exit code that the protocol asks for: 0 after {@code shutdown}, else 1
   */
  public static int run(
      InputStream in, OutputStream out, Opener opener, Ticker ticker, Throttle.Timer timer) {
    return serve(in, new Session(out, opener, ticker, timer), new CompletableFuture<>());
  }

  private static int serve(InputStream in, Session session, CompletableFuture<Void> stop) {
    try (session) {
      CompletableFuture<Void> read = new CompletableFuture<>();
      // A daemon: nothing can wake it from its read when the editor's process is gone.
      Thread.ofPlatform().daemon().name("lsp-reader").start(() -> read(session, in, read));
      CompletableFuture.anyOf(read, session.ended(), stop).join();
      return session.wasShut() ? 0 : 1;
    }
  }

  private static void read(Session session, InputStream in, CompletableFuture<Void> done) {
    try {
      session.connection().run(in);
    } catch (IOException e) {
      LOG.info("the stream from the editor ended: {}", e.toString());
    } finally {
      done.complete(null);
    }
  }
}
