package dev.roocode.app;

import dev.roocode.backup.Choice;
import dev.roocode.base.Cancellation;
import dev.roocode.service.Reindex;
import dev.roocode.service.Restored;
import dev.roocode.service.ServedWorkspace;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code roocode restore}: puts a backup in place of the index, then indexes what changed since.
 */
@Command(
    name = "restore",
    description = "Puts a backup in place of the index, after it was checked.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Option(names = "--no-index", description = "Leaves what changed since to the next run.")
  private boolean noIndex;

  /** One of the three. */
  static final class What {
    @Option(
        names = "--backup-date",
        paramLabel = "DATE",
        description = "YYYY-MM-DD or YYYY-MM-DDTHH:MM: the newest backup of then or before.")
    private @Nullable String date;

    @Option(names = "--id", paramLabel = "ID", description = "This backup, as backups lists it.")
    private @Nullable String id;

    @Option(
        names = "--undo",
        description = "Goes back to the index before the last restore, until the next good start.")
    private boolean undo;

    Restored restore(ServedWorkspace workspace) {
      if (undo) {
        return workspace.undoRestore();
      }
      Choice choice =
          date != null ? new Choice.ByDate(date) : new Choice.ById(id == null ? "" : id);
      return workspace.restore(choice, Cancellation.NEVER);
    }
  }

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      Restored restored = what.restore(session.workspace());
      if (common.isJson()) {
        terminal.out().println(Json.of(restored));
      } else {
        print(restored);
      }
      terminal.out().flush();
      if (!noIndex) {
        session.update(Reindex.CHANGED, !common.isJson()).problems().forEach(session::print);
      }
      return 0;
    }
  }

  private void print(Restored restored) {
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %,d files, %,d chunks · %.1f s",
                restored.id().isEmpty()
                    ? "Went back to the former index"
                    : "Restored " + restored.id(),
                restored.files(),
                restored.chunks(),
                restored.tookMillis() / 1000.0));
  }
}
