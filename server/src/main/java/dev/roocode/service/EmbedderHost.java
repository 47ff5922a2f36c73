package dev.roocode.service;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import dev.roocode.embed.QueryVectors;
import dev.roocode.index.EmbeddingLoop;
import dev.roocode.index.IndexSettings;
import dev.roocode.index.WorkerLoop;
import dev.roocode.store.ChunkStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the embedder on a thread of its own when it is first needed, and runs the loop that fills
 * the store with its vectors. Where it cannot be loaded, text search goes on and {@link #trouble}
 * says why. Thread-safe.
 */
final class EmbedderHost implements AutoCloseable {
  private static final long STOP_MILLIS = 30_000;

  private final Supplier<Optional<Embedder>> source;
  private final QueryVectors queries;
  private final ChunkStore store;
  private final IndexSettings settings;
  private final Ticker ticker;
  private final Runnable changed;
  private final Object lock = new Object();
  private CompletableFuture<Optional<Embedder>> loaded = new CompletableFuture<>();
  private @Nullable Thread loader;
  private @Nullable EmbeddingLoop loop;
  private int pauses;
  private boolean aside;
  private boolean embeds;
  private boolean closed;
  private volatile @Nullable Fault trouble;

  /**
   * @param changed is run whenever something about the embedder or its queue has changed
   */
  EmbedderHost(Parts parts, Runnable changed) {
    ServiceSettings service = parts.settings().service();
    this.queries =
        new QueryVectors(service.vectorCacheSize(), service.vectorCacheBytes(), parts.recorder());
    this.source = () -> parts.embedder().get().map(queries::over);
    this.store = parts.store();
    this.settings = parts.settings().index();
    this.ticker = parts.ticker();
    this.changed = changed;
  }

  /** Starts loading, unless it is loaded or being loaded; a failed load is tried again. */
  void load() {
    synchronized (lock) {
      boolean underWay = loader != null && !loaded.isCompletedExceptionally();
      if (closed || underWay) {
        return;
      }
      if (loaded.isCompletedExceptionally()) {
        loaded = new CompletableFuture<>();
      }
      loader = Thread.ofPlatform().daemon().name("embedder-load").unstarted(this::open);
      loader.start();
    }
  }

  /** As {@link #load}, but a failed load stays failed: searches must not pay for it each time. */
  void loadOnce() {
    synchronized (lock) {
      if (loader == null) {
        load();
      }
    }
  }

  /** From now on the store's queue is worked off; loads first where needed. */
  void embed() {
    load();
    synchronized (lock) {
      embeds = !store.isReadOnly();
      startLoop();
      if (loop != null) {
        loop.wake();
      }
    }
  }

  private void open() {
    WorkerLoop.attempt(() -> opened(source.get())).ifPresent(this::failed);
    changed.run();
  }

  private void opened(Optional<Embedder> embedder) {
    synchronized (lock) {
      loaded.complete(embedder);
      trouble = null;
      startLoop();
    }
  }

  private void failed(Throwable cause) {
    Fault fault = fault(cause);
    synchronized (lock) {
      trouble = fault;
      loaded.completeExceptionally(fault);
    }
  }

  private static Fault fault(Throwable cause) {
    return cause instanceof Fault fault
        ? fault
        : new Fault.Unavailable(
                "embedding model", "cannot be loaded: " + cause, "text search goes on; run doctor")
            .causedBy(cause);
  }

  private void startLoop() {
    boolean failed = loaded.isCompletedExceptionally();
    Optional<Embedder> embedder = failed ? Optional.empty() : loaded.getNow(Optional.empty());
    if (!embeds || closed || loop != null || embedder.isEmpty()) {
      return;
    }
    EmbeddingLoop next = new EmbeddingLoop(store, embedder.get(), settings, ticker, changed);
    for (int i = 0; i < pauses; i++) {
      next.pause();
    }
    next.aside(aside);
    try {
      next.start();
      loop = next;
      trouble = null;
    } catch (Fault e) { // the store refuses; the next request tries again
      trouble = e;
    }
  }

  /** The vectors of questions that are kept. */
  QueryVectors queries() {
    return queries;
  }

  /** The embedder, once loaded; empty where that takes longer or has failed. */
  Optional<Embedder> within(long millis) {
    CompletableFuture<Optional<Embedder>> current;
    synchronized (lock) {
      current = loaded;
    }
    try {
      return current.get(Math.max(0, millis), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  Optional<Embedder> now() {
    return within(0);
  }

  /** Whether the load has not ended yet, one way or the other. */
  boolean isLoading() {
    synchronized (lock) {
      return loader != null && !loaded.isDone();
    }
  }

  /** Whether the settings want no embedder: text search only, and nothing is missing. */
  boolean isUnwanted() {
    synchronized (lock) {
      return loaded.isDone() && !loaded.isCompletedExceptionally() && now().isEmpty();
    }
  }

  /** Why there is no embedder, or why it does not embed now. */
  Optional<Fault> trouble() {
    Fault own = trouble;
    return own != null ? Optional.of(own) : loop().flatMap(EmbeddingLoop::trouble);
  }

  private Optional<EmbeddingLoop> loop() {
    synchronized (lock) {
      return Optional.ofNullable(loop);
    }
  }

  /** New texts wait. */
  void wake() {
    loop().ifPresent(EmbeddingLoop::wake);
  }

  /** The store holds something else now; its model was declared before. */
  void restart() {
    loop().ifPresent(EmbeddingLoop::restart);
  }

  /** The model that fills the store; empty while none does. */
  Optional<ModelId> filling() {
    return loop().isPresent() ? now().map(Embedder::model) : Optional.empty();
  }

  /** Runs something that is not to compete with the loop for the processors. */
  <T> T withoutCompetition(Supplier<T> action) {
    synchronized (lock) {
      pauses++;
      loop().ifPresent(EmbeddingLoop::pause);
    }
    try {
      return action.get();
    } finally {
      synchronized (lock) {
        pauses--;
        loop().ifPresent(EmbeddingLoop::resume);
      }
    }
  }

  /** As {@link #withoutCompetition}, but for the texts that a search prefers. */
  <T> T besideSearch(Supplier<T> search) {
    Optional<EmbeddingLoop> running = loop();
    running.ifPresent(EmbeddingLoop::searchBegins);
    try {
      return search.get();
    } finally {
      running.ifPresent(EmbeddingLoop::searchEnds);
    }
  }

  /** Has the vectors of these texts made first, and waits for them while that goes on. */
  boolean prefer(List<ContentHash> texts, long untilNanos, Cancellation cancellation) {
    return loop().map(running -> running.prefer(texts, untilNanos, cancellation)).orElse(false);
  }

  /** Whether the queue waits, since the user needs the machine. */
  void aside(boolean now) {
    synchronized (lock) {
      aside = now;
      loop().ifPresent(running -> running.aside(now));
    }
  }

  long embedded() {
    return loop().map(EmbeddingLoop::embedded).orElse(0L);
  }

  /** Waits until all vectors are in, or the embedder fails for good. */
  void awaitSettled(IntConsumer left, Cancellation cancellation) {
    while (isLoading()) {
      cancellation.check();
      within(50);
    }
    loop().ifPresent(running -> running.awaitSettled(left, cancellation));
  }

  /** Ends the loop before the embedder is closed: closing it during a call may crash natively. */
  @Override
  public void close() {
    Thread loading;
    synchronized (lock) {
      closed = true;
      loading = loader;
    }
    boolean ended = loading == null || joined(loading);
    boolean stopped = loop().map(EmbeddingLoop::stop).orElse(true);
    if (ended && stopped) {
      now().ifPresent(Embedder::close);
    }
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofMillis(STOP_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
