package dev.roocode.app;

import dev.roocode.domain.Fault;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Turns what a command throws into one line and an exit code; a user never sees a stack trace. */
final class FaultPrinter implements CommandLine.IExecutionExceptionHandler {
  static final int FAULT = 1;
  static final int USAGE = 2;
  static final int DAMAGED = 3;

  private static final Logger LOG = LoggerFactory.getLogger(FaultPrinter.class);

  private final Terminal terminal;

  FaultPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine line, CommandLine.ParseResult parsed) {
    return switch (exception) {
      case Fault fault -> {
        terminal.err().println("roocode: " + fault.line());
        LOG.debug("fault", fault);
        yield fault instanceof Fault.Corrupt ? DAMAGED : usageOrFault(fault);
      }
      case CancellationException cancelled -> {
        terminal.err().println("roocode: cancelled");
        yield FAULT;
      }
      default -> {
        terminal.err().println("roocode: an error of the program: " + exception);
        terminal.err().println("Run again with LOG_LEVEL=debug for the details.");
        LOG.debug("program error", exception);
        yield FAULT;
      }
    };
  }

  private static int usageOrFault(Fault fault) {
    return fault instanceof Fault.Invalid ? USAGE : FAULT;
  }
}
