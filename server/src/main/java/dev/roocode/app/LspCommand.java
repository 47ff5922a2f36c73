package dev.roocode.app;

import com.google.gson.JsonObject;
import dev.roocode.config.Configuration;
import dev.roocode.lsp.LspServer;
import dev.roocode.lsp.Opener;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.service.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code roocode lsp}: the language server on standard input and output. */
@Command(
    name = "lsp",
    description = "Serves an editor on standard input and output.",
    mixinStandardHelpOptions = true)
final class LspCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(LspCommand.class);

  /** Systems kill what goes on for longer. */
  private static final long CLOSE_SECONDS = 20;

  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @SuppressWarnings("UnusedVariable") // accepted, since editors append it; nothing depends on it
  @Option(names = "--stdio", hidden = true, description = "What editors append; it is the default.")
  private boolean stdio;

  LspCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    CountDownLatch ended = new CountDownLatch(1);
    Thread onExit = new Thread(() -> closing(stop, ended), "close");
    Runtime.getRuntime().addShutdownHook(onExit);
    try (Agents agents = new Agents()) {
      return LspServer.run(terminal.in(), terminal.out(), new Local(agents), stop);
    } finally {
      ended.countDown();
      remove(onExit);
    }
  }

  /** Asked to end by the system (SIGTERM): like the end of the editor, within a bound. */
  private static void closing(CompletableFuture<Void> stop, CountDownLatch ended) {
    stop.complete(null);
    try {
      if (!ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the workspace could not be closed within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread onExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException shuttingDown) {
      return; // it is what ended the server
    }
  }

  /** Opens workspaces of this machine. */
  private final class Local implements Opener {
    private final Agents agents;

    Local(Agents agents) {
      this.agents = agents;
    }

    @Override
    public Workspace open(List<Path> folders, @Nullable Path storage, JsonObject options) {
      Wiring wiring = Wiring.read(data(folders, storage), options);
      terminal.log().ifPresent(wiring::logTo);
      Workspace workspace = wiring.open(folders);
      agents.port(wiring.settings().agents().httpPort());
      wiring.problems().forEach(problem -> LOG.warn("{}: {}", problem.path(), problem.message()));
      return workspace;
    }

    @Override
    public Configuration configuration(
        List<Path> folders, @Nullable Path storage, JsonObject options) {
      return Wiring.configuration(data(folders, storage), options);
    }

    @Override
    public int maxConnections(List<Path> folders, @Nullable Path storage, JsonObject options) {
      return Wiring.read(data(folders, storage), options).settings().connections().maxConnections();
    }

    @Override
    public boolean allowsReindex(List<Path> folders, @Nullable Path storage, JsonObject options) {
      return Wiring.read(data(folders, storage), options).settings().agents().allowReindex();
    }

    @Override
    public String imprint(List<Path> folders, @Nullable Path storage) {
      return Wiring.configuration(data(folders, storage), null).imprint();
    }

    @Override
    public Optional<Path> home(List<Path> folders, @Nullable Path storage) {
      return Optional.of(data(folders, storage));
    }

    @Override
    public Supplier<List<MetricsMeasured.LogLine>> log(List<Path> folders, @Nullable Path storage) {
      return new LogTail(data(folders, storage).resolve("logs"));
    }

    @Override
    public void announce(List<Path> folders, Path home) {
      DataNotes.of(System.getenv()).put(folders, home);
      agents.opened(home);
    }

    @Override
    public void withdraw() {
      agents.left();
    }

    private Path data(List<Path> folders, @Nullable Path storage) {
      return storage == null ? common.ownData(folders) : storage;
    }
  }
}
