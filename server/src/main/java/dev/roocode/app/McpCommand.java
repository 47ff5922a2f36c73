package dev.roocode.app;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Status;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.mcp.StdioDoor;
import dev.roocode.mcp.Token;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Workspace;
import dev.roocode.tools.WorkspaceTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roocode mcp}: the workspace's tools for an agent, on standard input and output. */
@Command(
    name = "mcp",
    description =
        "Serves an agent by the Model Context Protocol on standard input and output: from a running"
            + " server, else from the index itself.",
    mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(McpCommand.class);

  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Option(
      names = "--token",
      description = "Prints the token that agents show over HTTP (setting mcp.httpPort), and ends.")
  private boolean token;

  McpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = common.folder(null);
    if (token) {
      terminal.out().println(Token.of(common.data(folder)).text());
      return 0;
    }
    Bridge bridge =
        new Bridge(
            () -> RunningServer.find(common, folder).map(McpCommand::of),
            () -> open(folder),
            Ticker.SYSTEM,
            Throttle.Timer.SYSTEM);
    Thread onExit = new Thread(bridge::close, "close");
    Runtime.getRuntime().addShutdownHook(onExit);
    try (bridge) {
      Thread.ofVirtual().name("open").start(() -> prepare(bridge));
      StdioDoor.run(terminal.in(), terminal.out(), bridge, Agents.version());
    } finally {
      remove(onExit);
    }
    return 0;
  }

  /** An agent that asks is told what is wrong; here it is only early. */
  private static void prepare(Bridge bridge) {
    try {
      bridge.prepare();
    } catch (Fault fault) {
      LOG.warn("{}", fault.line());
    }
  }

  static Bridge.Found of(RemoteWorkspace server) {
    return new Bridge.Found(server.tools(), server::close, () -> Bridge.Stand.GOOD);
  }

  private Bridge.Found open(Path folder) {
    Wiring wiring = Wiring.read(common, folder);
    wiring.problems().forEach(problem -> LOG.warn("{}: {}", problem.path(), problem.message()));
    Workspace workspace = wiring.open(List.of(folder));
    AtomicBoolean free = new AtomicBoolean();
    workspace.whenWritable(() -> free.set(true));
    workspace.start();
    boolean reindex = wiring.settings().agents().allowReindex();
    return new Bridge.Found(
        new WorkspaceTools(workspace, reindex),
        workspace::close,
        () -> free.get() ? Bridge.Stand.OUTLIVED : stand(workspace.status()));
  }

  private static Bridge.Stand stand(Status status) {
    return switch (status.state()) {
      case READ_ONLY -> Bridge.Stand.SECOND_BEST;
      case STARTING, INDEXING -> Bridge.Stand.BUSY;
      case READY, DEGRADED -> Bridge.Stand.GOOD;
    };
  }

  private static void remove(Thread onExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException shuttingDown) {
      return; // it has closed the workspace, or does
    }
  }
}
