package dev.roocode.app;

import dev.roocode.domain.Status;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roocode status}: how the index stands. */
@Command(
    name = "status",
    description = "Shows how the index stands.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: here).")
  private @Nullable Path folder;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, folder)) {
      Status status = session.workspace().status();
      if (common.isJson()) {
        terminal.out().println(Json.of(status));
      } else {
        print(status, common.data(session.folder()));
      }
      terminal.out().flush();
      return 0;
    }
  }

  private void print(Status status, Path data) {
    line("State", status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    line(
        "Files",
        String.format(
            Locale.ROOT,
            "%,d of %,d searchable",
            status.coverage().filesIndexed(),
            status.coverage().filesTotal()));
    line(
        "Chunks",
        String.format(
            Locale.ROOT,
            "%,d as text, %,d by meaning, %,d waiting",
            status.coverage().chunks(),
            status.coverage().vectors(),
            status.queue()));
    if (status.paused() != null) {
      line("Paused", paused(status.paused()));
    }
    line("Model", status.modelId());
    line("Generation", String.valueOf(status.generation()));
    line("On disk", String.format(Locale.ROOT, "%.1f MB in %s", status.storeBytes() / 1e6, data));
    if (status.redacted() > 0) {
      line("Left out", status.redacted() + " secret values");
    }
    if (status.lastBackup() != null) {
      line("Backup", status.lastBackup());
    }
    if (status.lastError() != null) {
      line("Last error", status.lastError());
    }
  }

  private static String paused(Status.Pause why) {
    return switch (why) {
      case BATTERY -> "vectors wait while the machine runs on its battery (index.pauseOnBattery)";
      case LOAD -> "vectors wait while others need the processors (index.pauseAtLoad)";
    };
  }

  private void line(String name, String value) {
    terminal.out().println(terminal.bold(String.format("%-11s", name)) + Terminal.harmless(value));
  }
}
