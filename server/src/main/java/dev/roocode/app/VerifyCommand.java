package dev.roocode.app;

import dev.roocode.backup.Findings;
import dev.roocode.base.Cancellation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roocode verify}: whether the backups and the index are sound. */
@Command(
    name = "verify",
    description = "Checks every backup and the index; exit code 3 when something is damaged.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Option(names = "--id", paramLabel = "ID", description = "Only this backup.")
  private @Nullable String id;

  @Option(
      names = "--deep",
      description = "Puts each backup together as an index and looks into it.")
  private boolean deep;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      boolean damagedBefore = session.wasRecovered();
      Findings findings = session.workspace().verify(id, deep, Cancellation.NEVER);
      if (common.isJson()) {
        terminal.out().println(Json.of(findings));
      } else {
        print(findings);
      }
      terminal.out().flush();
      return findings.isSound() && !damagedBefore ? 0 : FaultPrinter.DAMAGED;
    }
  }

  private void print(Findings findings) {
    findings.index().forEach(problem -> damaged("index", problem));
    findings.damaged().forEach(damage -> damaged(damage.id(), damage.problem()));
    if (findings.isSound()) {
      terminal
          .out()
          .println(
              (id == null ? "The index is sound; " : "")
                  + findings.checked()
                  + (findings.checked() == 1 ? " backup was" : " backups were")
                  + " read and can be restored.");
    }
  }

  private void damaged(String what, String problem) {
    terminal
        .out()
        .println(terminal.warning("damaged  ") + Terminal.harmless(what + ": " + problem));
  }
}
