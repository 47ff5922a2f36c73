package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.embed.Embedder;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.index.ManualTicker;
import dev.roocode.metrics.Recorder;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.MemoryStore;
import dev.roocode.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A workspace over real files, with a clock and a schedule that the test moves. */
final class Opened implements AutoCloseable {
  /** Times of edited files, each a new one: the clock of a file system may be coarse. */
  private static final AtomicLong NEWEST = new AtomicLong(1_700_000_000_000L);

  final ManualTicker ticker = new ManualTicker();
  final ManualSchedule schedule = new ManualSchedule();
  final ChunkStore store;
  final LocalWorkspace workspace;
  private final Path root;

  /** What the machine tells, as the test says. */
  volatile boolean onBattery;

  volatile double othersPercent;

  private Opened(
      List<Path> roots,
      Path data,
      ChunkStore store,
      Supplier<Embedder> embedder,
      Authorship authorship) {
    this.root = roots.isEmpty() ? data : roots.getFirst();
    this.store = store;
    this.workspace =
        new LocalWorkspace(
            RootFolders.of(roots),
            new Parts(
                WorkspaceSettings.DEFAULTS,
                data,
                store,
                Optional.empty(),
                () -> Optional.of(embedder.get()),
                schedule,
                ticker,
                Optional.empty(),
                Recorder.NONE,
                new Yielding.Signs(() -> Optional.of(onBattery), () -> othersPercent),
                authorship));
  }

  static Opened over(Path root) {
    return over(root, memory(), CountingEmbedder::new);
  }

  static Opened over(Path root, ChunkStore store, Supplier<Embedder> embedder) {
    return over(List.of(root), store, embedder);
  }

  static Opened over(List<Path> roots, ChunkStore store, Supplier<Embedder> embedder) {
    Path data = Path.of(System.getProperty("java.io.tmpdir"), "no-data-here");
    return new Opened(roots, data, store, embedder, Authorship.NONE);
  }

  static Opened over(Path root, Authorship authorship) {
    Path data = Path.of(System.getProperty("java.io.tmpdir"), "no-data-here");
    return new Opened(List.of(root), data, memory(), CountingEmbedder::new, authorship);
  }

  static MemoryStore memory() {
    return new MemoryStore(Words::of);
  }

  ReindexReport reindex() {
    return workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  SearchResult search(String text) {
    return workspace.search(Query.of(text, 10), Cancellation.NEVER);
  }

  SearchResult lexical(String text) {
    return workspace.search(
        new Query(text, 10, Query.Mode.LEXICAL, List.of(), List.of(), null, false),
        Cancellation.NEVER);
  }

  /** The paths found by the words of the text alone. */
  List<String> found(String text) {
    return lexical(text).hits().stream().map(hit -> hit.path().toString()).distinct().toList();
  }

  Hit first(String text) {
    return lexical(text).hits().getFirst();
  }

  Status.State state() {
    return workspace.status().state();
  }

  Path file(String name) {
    return root.resolve(name);
  }

  void edit(String name, String text) {
    try {
      Files.writeString(file(name), text);
      Files.setLastModifiedTime(file(name), FileTime.fromMillis(NEWEST.incrementAndGet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void touch(String name) {
    try {
      Files.setLastModifiedTime(file(name), FileTime.fromMillis(NEWEST.incrementAndGet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets both clocks run. */
  void pass(long millis) {
    ticker.advance(Duration.ofMillis(millis));
    schedule.advance(millis);
  }

  /** Waits, within a bound, for what a background thread does, while time passes for it. */
  void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "came true within 30 s");
      pass(100);
      pause();
    }
  }

  /** Gives the processor to the threads that are waited for. */
  private static void pause() {
    try {
      assertFalse(new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    workspace.close();
  }
}
