package dev.roocode.app;

import dev.roocode.domain.Explanation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roocode explain}: why a file is, or is not, indexed. */
@Command(
    name = "explain",
    description = "Tells why a file is, or is not, indexed.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "PATH", description = "The file, relative to the workspace or absolute.")
  private Path file = Path.of("");

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      Explanation explanation = session.workspace().explain(session.folder().resolve(file));
      if (common.isJson()) {
        terminal.out().println(Json.of(explanation));
      } else {
        print(explanation);
      }
      terminal.out().flush();
      return 0;
    }
  }

  private void print(Explanation explanation) {
    String rule = explanation.rule() == null ? "" : "\n  rule    " + explanation.rule();
    String source = explanation.source() == null ? "" : "\n  stands  " + explanation.source();
    terminal
        .out()
        .println(
            Terminal.harmless(
                file
                    + (explanation.indexed() ? ": indexed. " : ": not indexed. ")
                    + explanation.reason()
                    + rule
                    + source));
  }
}
