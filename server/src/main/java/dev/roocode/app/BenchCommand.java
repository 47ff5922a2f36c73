package dev.roocode.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code roocode bench}: measures, prints, asserts nothing. */
@Command(
    name = "bench",
    description = "Measures one part and prints what it found; without a name lists the parts.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "What to measure.")
  private String name = "";

  @Unmatched private List<String> arguments = new ArrayList<>();

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Benches bench =
        Benches.named(name)
            .orElseThrow(() ->
                new ParameterException(spec.commandLine(), "Name one of:\n" + Benches.list()));
    bench.run(arguments, terminal.out());
    terminal.out().flush();
    return 0;
  }
}
