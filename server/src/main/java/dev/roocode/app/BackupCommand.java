package dev.roocode.app;

import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roocode backup}: a snapshot of the index as it is now. */
@Command(
    name = "backup",
    description = "Makes a backup of the index and reads it back.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @ArgGroup private KindOption kind = new KindOption();

  /** One of the kinds. */
  static final class KindOption {
    @Option(names = "--full", description = "The whole index (the default).")
    private boolean full;

    @Option(names = "--incremental", description = "What differs from the newest full backup.")
    private boolean incremental;

    @Option(names = "--cache", description = "What is kept to be fast, instead of the index.")
    private boolean cache;

    Kind kind() {
      if (cache) {
        return Kind.CACHE;
      }
      return incremental && !full ? Kind.INCREMENTAL : Kind.FULL;
    }
  }

  BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      Snapshot made = session.workspace().backUp(kind.kind(), Cancellation.NEVER);
      if (common.isJson()) {
        terminal.out().println(Json.of(made));
      } else {
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT, "Backed up: %s (%.1f MB)", made.id(), made.bytes() / 1e6));
      }
      terminal.out().flush();
      return 0;
    }
  }
}
