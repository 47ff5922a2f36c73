package dev.roocode.lsp;

import dev.roocode.domain.Status;
import dev.roocode.rpc.Guard;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Workspace;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a workspace anew, to write it, once the process that wrote its index has ended: the window
 * that stays open must not stay a reader for ever. The system tells nobody when a lock is given
 * back, so that it is looked at, in a session that only reads and in no other. Thread-safe.
 */
final class Succession {
  /** How long an index may go without a writer; a look costs some microseconds. */
  static final long LOOK_MILLIS = 10_000;

  private final OpenWorkspace workspace;
  private final Throttle.Timer timer;
  private final Runnable reopen;
  private final Consumer<Throwable> failures;
  private @Nullable Workspace watched;

  /**
   * @param reopen opens the workspace anew, at some later time
   * @param failures told when a look fails, after which there is no further one
   */
  Succession(
      OpenWorkspace workspace,
      Throttle.Timer timer,
      Runnable reopen,
      Consumer<Throwable> failures) {
    this.workspace = workspace;
    this.timer = timer;
    this.reopen = reopen;
    this.failures = failures;
  }

  /** Looks from now on, where this workspace is only read. */
  synchronized void watch(Workspace open) {
    if (!open.equals(watched) && open.status().state() == Status.State.READ_ONLY) {
      watched = open;
      plan(open);
    }
  }

  private void plan(Workspace open) {
    timer.after(LOOK_MILLIS, () -> Thread.ofVirtual().name("succession").start(() -> look(open)));
  }

  private void look(Workspace open) {
    Throwable failure =
        Guard.failure(() ->
            workspace.ifOpen(present -> {
              if (present.equals(open)) {
                succeed(open);
              }
            }));
    if (failure != null) {
      failures.accept(failure);
    }
  }

  private void succeed(Workspace open) {
    if (open.isFree()) {
      reopen.run();
    } else {
      plan(open);
    }
  }
}
