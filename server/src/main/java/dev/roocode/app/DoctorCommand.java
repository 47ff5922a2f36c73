package dev.roocode.app;

import com.google.gson.Gson;
import dev.roocode.app.Finding.Outcome;
import dev.roocode.domain.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roocode doctor}: is everything there that the server stands on? */
@Command(
    name = "doctor",
    description = "Checks Java, natives, model, store and disk, with a mend for each failure.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  /** More than a ring takes, which says so. */
  private static final int KEYS_MAX = 100;

  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: here).")
  private @Nullable Path folder;

  @Option(
      names = "--keys-from-input",
      description = "Reads the keys that an editor keeps from standard input, one a line.")
  private boolean keysFromInput;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also writes a zip file for a report: findings, settings, logs; redacted.")
  private @Nullable Path report;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path workspace = common.folder(folder);
    Wiring wiring = Wiring.read(common, workspace, keysFromInput ? keys() : List.of());
    List<Finding> findings = new Doctor(wiring, workspace).examine();
    if (report != null) {
      write(report, new Report(wiring, workspace), findings);
    }
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

  private List<String> keys() {
    return new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
        .lines()
        .limit(KEYS_MAX)
        .toList();
  }

  private void write(Path target, Report bundle, List<Finding> findings) {
    try {
      bundle.write(target, findings);
      terminal.err().println("Written to " + target + "; look through it before you send it.");
    } catch (IOException e) {
      throw new Fault.Unavailable(
              target.toString(), "cannot be written", "name another file with --report")
          .causedBy(e);
    }
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
