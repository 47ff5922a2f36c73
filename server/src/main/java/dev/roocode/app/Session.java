package dev.roocode.app;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Problem;
import dev.roocode.domain.ReindexReport;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.ServedWorkspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workspace for one command: of the server that has it open, else opened here. Ctrl-C closes it
 * in order.
 */
final class Session implements AutoCloseable {
  private final Terminal terminal;
  private final Path folder;
  private final ServedWorkspace workspace;
  private final boolean remote;
  private final Thread onExit;

  private Session(Terminal terminal, Path folder, ServedWorkspace workspace, boolean remote) {
    this.terminal = terminal;
    this.folder = folder;
    this.workspace = workspace;
    this.remote = remote;
    this.onExit = new Thread(workspace::close, "close");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  static Session open(Terminal terminal, Common common, @Nullable Path argument) {
    Path folder = common.folder(argument);
    Optional<RemoteWorkspace> server = RunningServer.find(common, folder);
    if (server.isPresent()) {
      return new Session(terminal, folder, server.get(), true);
    }
    Wiring wiring = Wiring.read(common, folder);
    wiring.problems().forEach(problem -> print(terminal, problem));
    return new Session(terminal, folder, wiring.open(List.of(folder)), false);
  }

  Path folder() {
    return folder;
  }

  ServedWorkspace workspace() {
    return workspace;
  }

  /** Brings the index up to date. */
  ReindexReport update(Reindex request, boolean showBar) {
    try (ProgressBar bar = new ProgressBar(terminal, Ticker.SYSTEM)) {
      return workspace.reindex(request, showBar ? bar : Progress.NONE, Cancellation.NEVER);
    }
  }

  /**
   * Brings the index up to date before a question, unless another process is at it: that one's
   * index is asked as it stands, and this is said.
   */
  void refresh(boolean showBar) {
    switch (workspace.status().state()) {
      case READ_ONLY -> note("another process indexes this workspace");
      case STARTING, INDEXING -> {
        if (remote) {
          note("the running server is still indexing; this is what it has so far");
        } else {
          update(Reindex.CHANGED, showBar);
        }
      }
      case READY, DEGRADED -> update(Reindex.CHANGED, showBar);
    }
  }

  private void note(String text) {
    terminal.err().println(terminal.warning("note: " + text));
  }

  /** Whether the index was found damaged when it was opened here. */
  boolean wasRecovered() {
    return !remote && workspace.status().lastError() != null;
  }

  void print(Problem problem) {
    print(terminal, problem);
  }

  private static void print(Terminal terminal, Problem problem) {
    terminal
        .err()
        .println(
            terminal.warning(
                "note: " + Terminal.harmless(problem.path() + ": " + problem.message())));
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException shuttingDown) {
      return; // the hook closes it
    }
    workspace.close();
  }
}
