package dev.roocode.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Where the process starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Before anything else: standard output belongs to the answer (or to JSON-RPC) alone. What a
    // library prints goes to standard error.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Quiet.libraries();
    Terminal terminal = new Terminal(out, System.err, System.in);
    if (args.length > 0 && args[0].equals("lsp")) {
      Quiet.server();
      terminal = terminal.with(ServerLog.install(System.err, Quiet.level()));
    }
    int code = run(args, terminal);
    out.flush();
    System.exit(code);
  }

  /** Runs one command and returns its exit code. */
  static int run(String[] args, Terminal terminal) {
    CommandLine line = new CommandLine(new Roocode(), new Commands(terminal));
    line.setOut(terminal.writer());
    line.setErr(terminal.errorWriter());
    line.setExecutionExceptionHandler(new FaultPrinter(terminal));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(args);
  }
}
