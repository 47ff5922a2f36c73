package dev.roocode.app;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Problem;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.Status;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workspace opened for one command. Ctrl-C closes it in order. */
final class Session implements AutoCloseable {
  private final Terminal terminal;
  private final Path folder;
  private final Workspace workspace;
  private final Thread onExit;

  private Session(Terminal terminal, Path folder, Workspace workspace) {
    this.terminal = terminal;
    this.folder = folder;
    this.workspace = workspace;
    this.onExit = new Thread(workspace::close, "close");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  static Session open(Terminal terminal, Common common, @Nullable Path argument) {
    Path folder = common.folder(argument);
    Wiring wiring = Wiring.read(common, folder);
    wiring.problems().forEach(problem -> print(terminal, problem));
    return new Session(terminal, folder, wiring.open(List.of(folder)));
  }

  Path folder() {
    return folder;
  }

  Workspace workspace() {
    return workspace;
  }

  /** Brings the index up to date; a workspace that another process writes is only said so. */
  ReindexReport update(Reindex request, boolean showBar) {
    try (ProgressBar bar = new ProgressBar(terminal, Ticker.SYSTEM)) {
      return workspace.reindex(request, showBar ? bar : Progress.NONE, Cancellation.NEVER);
    }
  }

  /** Whether another process writes this index, so that this one only reads. */
  boolean isReadOnly() {
    return workspace.status().state() == Status.State.READ_ONLY;
  }

  /** Whether the index was found damaged when it was opened. */
  boolean wasRecovered() {
    return workspace.status().lastError() != null;
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
