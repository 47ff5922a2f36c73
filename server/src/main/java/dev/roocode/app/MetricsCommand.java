package dev.roocode.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.roocode.domain.Fault;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.metrics.MetricsLog;
import dev.roocode.protocol.MetricsSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code roocode metrics}: what the running server measures; where none runs, what the last one
 * wrote down.
 */
@Command(
    name = "metrics",
    description = "Shows what the running server measures, its alerts and incidents.",
    mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final String CLEAR = "\u001B[H\u001B[2J";

  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder (default: here).")
  private @Nullable Path folder;

  @Option(names = "--follow", description = "Goes on showing it until a key ends it (Ctrl-C).")
  private boolean follow;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      paramLabel = "N",
      description = "Between two looks of --follow (default: 2).")
  private int seconds;

  @Option(
      names = "--window",
      defaultValue = "5",
      paramLabel = "MINUTES",
      description = "The minutes that count, 1 to 60 (default: 5).")
  private int window;

  @Option(names = "--looks", defaultValue = "0", hidden = true, description = "Ends after so many.")
  private int looks;

  MetricsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || seconds > 3_600) {
      throw new Fault.Invalid("--seconds", "is " + seconds, "use a number from 1 to 3600");
    }
    Path workspace = common.folder(folder);
    Optional<RemoteWorkspace> server = RunningServer.find(common, workspace);
    if (server.isEmpty()) {
      return written(common.data(workspace).resolve("logs").resolve(MetricsLog.FILE));
    }
    try (RemoteWorkspace running = server.get()) {
      if (!follow) {
        show(running.metrics(window));
        return 0;
      }
      return follow(running);
    }
  }

  private int follow(RemoteWorkspace running) {
    CountDownLatch never = new CountDownLatch(1);
    for (int look = 1; looks == 0 || look <= looks; look++) {
      if (terminal.isPerson()) {
        terminal.out().print(CLEAR);
      }
      try {
        show(running.metrics(window));
      } catch (Fault.Unavailable | Fault.NotReady | CancellationException e) {
        terminal.err().println("The server has ended.");
        return 0;
      }
      try {
        if ((looks == 0 || look < looks) && never.await(seconds, TimeUnit.SECONDS)) {
          return 0;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 0;
      }
    }
    return 0;
  }

  private void show(MetricsSnapshot.Result measured) {
    if (common.isJson()) {
      terminal.out().println(GSON.toJson(measured));
    } else {
      terminal.out().print(new Dashboard(terminal, window).text(measured));
    }
    terminal.out().flush();
  }

  /** Where no server runs. */
  private int written(Path log) throws IOException {
    WrittenMetrics written;
    try (InputStream in = WrittenMetrics.tail(log)) {
      written = WrittenMetrics.read(in);
    }
    if (written.time().isEmpty()) {
      throw new Fault.NotReady(
          "metrics", "no server runs here and none has measured anything", "open the editor");
    }
    terminal.err().println("No server runs here; this was written at " + written.time() + ".");
    show(written.result());
    return 0;
  }
}
