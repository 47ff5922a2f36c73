package dev.roocode.app;

import com.google.gson.Gson;
import dev.roocode.app.Doctor.Finding;
import dev.roocode.app.Doctor.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roocode doctor}: is everything there that the server stands on? */
@Command(
    name = "doctor",
    description = "Checks Java, natives, model, store and disk, with a mend for each failure.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: here).")
  private @Nullable Path folder;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path workspace = common.folder(folder);
    List<Finding> findings = new Doctor(Wiring.read(common, workspace), workspace).examine();
    if (common.isJson()) {
      terminal.out().println(new Gson().toJson(Map.of("findings", findings)));
    } else {
      findings.forEach(this::print);
    }
    terminal.out().flush();
    return switch (findings.stream().map(Finding::outcome).max(Enum::compareTo).orElseThrow()) {
      case OK, WARNING -> 0;
      case FAILED -> FaultPrinter.FAULT;
      case DAMAGED -> FaultPrinter.DAMAGED;
    };
  }

  private void print(Finding finding) {
    String outcome = String.format("%-8s", finding.outcome().name().toLowerCase(Locale.ROOT));
    terminal
        .out()
        .println(
            (finding.outcome() == Outcome.OK ? outcome : terminal.warning(outcome))
                + String.format("%-20s", finding.check())
                + Terminal.harmless(finding.detail()));
    if (!finding.mend().isEmpty()) {
      terminal.out().println(" ".repeat(28) + "-> " + finding.mend());
    }
  }
}
