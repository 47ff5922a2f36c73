package dev.roocode.app;

import dev.roocode.backup.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code roocode backups}: what there is to restore. */
@Command(
    name = "backups",
    description = "Lists the backups, oldest first.",
    mixinStandardHelpOptions = true)
final class BackupsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  BackupsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      List<Snapshot> snapshots = session.workspace().backups();
      if (common.isJson()) {
        terminal.out().println(Json.snapshots(snapshots));
      } else if (snapshots.isEmpty()) {
        terminal.out().println("There is no backup yet: roocode backup");
      } else {
        snapshots.forEach(this::print);
      }
      terminal.out().flush();
      return 0;
    }
  }

  private void print(Snapshot snapshot) {
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%-45s %9.1f MB  %s",
                snapshot.id(),
                snapshot.bytes() / 1e6,
                snapshot.verified() ? "verified" : terminal.warning("not verified")));
  }
}
