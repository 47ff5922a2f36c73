package dev.roocode.app;

import dev.roocode.domain.ReindexReport;
import dev.roocode.service.Reindex;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roocode index}: returns when every vector is in. */
@Command(
    name = "index",
    description = "Brings the index up to date.",
    mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: here).")
  private @Nullable Path folder;

  @Option(names = "--full", description = "Reads every file again; vectors are reused by content.")
  private boolean full;

  @Option(
      names = "--dry-run",
      description = "Lists what would be indexed and what not, with the rule; changes nothing.")
  private boolean dryRun;

  IndexCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, folder)) {
      ReindexReport report = session.update(new Reindex(null, full, dryRun), !common.isJson());
      if (common.isJson()) {
        terminal.out().println(Json.of(report));
      } else {
        print(session, report);
      }
      terminal.out().flush();
      return 0;
    }
  }

  private void print(Session session, ReindexReport report) {
    if (dryRun) {
      report
          .skipped()
          .forEach(skipped ->
              terminal
                  .out()
                  .println(
                      Terminal.harmless(
                          "left out  "
                              + skipped.path()
                              + "  ("
                              + skipped.rule()
                              + ": "
                              + skipped.message()
                              + ")")));
    }
    report.problems().forEach(session::print);
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s%,d files: %,d new or changed, %,d removed, %,d left out · %,d chunks written ·"
                    + " %,d embedded, %,d reused · %.1f s",
                dryRun ? "Would index " : "Indexed ",
                report.filesSeen(),
                report.filesChanged(),
                report.filesRemoved(),
                report.skippedTotal(),
                report.chunks(),
                report.embedded(),
                report.reused(),
                report.tookMillis() / 1000.0));
  }
}
