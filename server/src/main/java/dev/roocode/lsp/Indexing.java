package dev.roocode.lsp;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Status;
import dev.roocode.rpc.Guard;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Brings the whole workspace up to date in the background, one run at a time. Thread-safe. */
final class Indexing {
  private static final String TITLE = "Indexing";

  private final OpenWorkspace workspace;
  private final WorkProgress progress;
  private final Consumer<Throwable> failures;
  private Cancellation.Switch current = new Cancellation.Switch();

  /**
   * @param failures told of a run that failed; cancelled is not failed
   */
  Indexing(OpenWorkspace workspace, WorkProgress progress, Consumer<Throwable> failures) {
    this.workspace = workspace;
    this.progress = progress;
    this.failures = failures;
  }

  /** Starts over; what a former run has stored is not done again. */
  synchronized void start() {
    current.cancel();
    Cancellation.Switch stop = new Cancellation.Switch();
    current = stop;
    Thread.ofVirtual().name("indexing").start(() -> run(stop));
  }

  synchronized void stop() {
    current.cancel();
  }

  private void run(Cancellation.Switch stop) {
    Throwable failure = Guard.failure(() -> workspace.ifOpen(open -> index(open, stop)));
    if (failure != null && !(failure instanceof CancellationException) && !stop.isCancelled()) {
      failures.accept(failure);
    }
  }

  /** Shown where the editor wants it: the run that is waited for reports what others do too. */
  private void index(Workspace open, Cancellation.Switch stop) {
    open.start();
    workspace.begun(open);
    if (progress.isSupported() && open.status().state() != Status.State.READ_ONLY) {
      try (WorkProgress.Work work = progress.create(TITLE, stop::cancel)) {
        open.reindex(Reindex.QUIETLY, work, stop);
      }
    }
  }
}
