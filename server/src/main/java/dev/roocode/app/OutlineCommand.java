package dev.roocode.app;

import dev.roocode.domain.Symbol;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code roocode outline}: the definitions of a file. */
@Command(
    name = "outline",
    description = "Lists the definitions of an indexed file.",
    mixinStandardHelpOptions = true)
final class OutlineCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "PATH", description = "The file, relative to the workspace or absolute.")
  private Path file = Path.of("");

  OutlineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      List<Symbol> symbols = session.workspace().outline(session.folder().resolve(file));
      if (common.isJson()) {
        terminal.out().println(Json.of(symbols));
      } else {
        symbols.forEach(this::print);
      }
      terminal.out().flush();
      return 0;
    }
  }

  private void print(Symbol symbol) {
    int depth = symbol.container().isEmpty() ? 0 : symbol.container().split("\\.").length;
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%5d-%-5d %s%s %s",
                symbol.lines().first(),
                symbol.lines().last(),
                "  ".repeat(depth),
                terminal.dim(symbol.kind().word()),
                Terminal.harmless(symbol.name())));
  }
}
