package dev.roocode.app;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.mcp.HttpDoor;
import dev.roocode.mcp.Token;
import dev.roocode.rpc.Throttle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for agents over HTTP of a running server: open while the server's endpoint is, where the
 * settings name a port. It asks the endpoint, as any other program of the user would. Thread-safe.
 */
final class Agents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

  private int port;
  private @Nullable Path home;
  private @Nullable HttpDoor door;
  private @Nullable Bridge bridge;

  /** The settings say another port, perhaps; 0 for none. */
  synchronized void port(int wanted) {
    if (wanted != port) {
      port = wanted;
      shut();
      open();
    }
  }

  /** The endpoint of this data folder can be asked now. */
  synchronized void opened(Path data) {
    if (!data.equals(home)) {
      shut();
    }
    home = data;
    open();
  }

  /** No endpoint can be asked any more. */
  synchronized void left() {
    home = null;
    shut();
  }

  private void open() {
    Path at = home;
    if (at == null || port == 0 || door != null) {
      return;
    }
    Bridge tools =
        new Bridge(
            () -> RemoteWorkspace.at(at).map(McpCommand::of),
            () -> {
              throw new Fault.NotReady("workspace", "is being opened", "try again");
            },
            Ticker.SYSTEM,
            Throttle.Timer.SYSTEM);
    try {
      door = HttpDoor.open(port, Token.of(at), tools, version());
      bridge = tools;
      LOG.info("agents are served at http://127.0.0.1:{}/mcp", port);
    } catch (IOException | Fault e) {
      tools.close();
      LOG.warn("agents are not served over HTTP at port {}: {}", port, e.getMessage());
    }
  }

  private void shut() {
    if (door != null) {
      door.close();
      door = null;
    }
    if (bridge != null) {
      bridge.close();
      bridge = null;
    }
  }

  @Override
  public void close() {
    left();
  }

  static String version() {
    return Optional.ofNullable(Agents.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
