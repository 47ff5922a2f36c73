package dev.roocode.index;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.PendingText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Computes the vectors that the store waits for, on threads of its own, until stopped. A failure
 * never drops a text: it is postponed in the store, longer each time, and the embedder as a whole
 * is left alone for a while. Thread-safe.
 */
public final class EmbeddingLoop implements AutoCloseable {
  /** How often texts that wait for a later time are looked at again. */
  private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long UNTIL_WOKEN = Long.MAX_VALUE >> 1;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long STOP_MILLIS = 30_000;

  private final ChunkStore store;
  private final CheckedEmbedder embedder;
  private final IndexSettings settings;
  private final Ticker ticker;
  private final Runnable changed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final EmbeddingQueue queue;
  private final Patience patience;
  private final List<Thread> threads = new ArrayList<>();
  private boolean stopping;
  private int pauses;
  private boolean aside;
  private long embedded;

  /**
   * @param changed is run after every batch and failure, on a worker thread, and must be quick
   */
  public EmbeddingLoop(
      ChunkStore store,
      Embedder embedder,
      IndexSettings settings,
      Ticker ticker,
      Runnable changed) {
    this.store = store;
    this.embedder = new CheckedEmbedder(embedder);
    this.settings = settings;
    this.ticker = ticker;
    this.changed = changed;
    this.queue = new EmbeddingQueue(store);
    this.patience = new Patience(settings, ticker);
  }

  /** Declares the embedder's model to the store and starts the workers. */
  @SuppressWarnings("ThreadPriorityCheck") // a wish of politeness, not a means of order
  public void start() {
    store.useModel(embedder.model(), embedder.dimensions());
    for (int i = 0; i < settings.embedWorkers(); i++) {
      Thread thread = new Thread(this::work, "embed-" + i);
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** New texts wait, or the clock has moved. */
  public void wake() {
    locked(wake::signalAll);
  }

  /** The store holds something else now. */
  public void restart() {
    locked(() -> {
      queue.forget();
      wake.signalAll();
    });
  }

  /** Lets the running calls end and starts no other until as many {@link #resume} have come. */
  public void pause() {
    locked(() -> pauses++);
  }

  public void resume() {
    locked(() -> {
      pauses--;
      wake.signalAll();
    });
  }

  /**
   * Whether the user needs the machine: until he no longer does no call is started, and nobody
   * waits for it.
   */
  public void aside(boolean now) {
    locked(() -> {
      aside = now;
      wake.signalAll();
    });
  }

  /** Texts whose vector was computed and stored since the start. */
  public long embedded() {
    lock.lock();
    try {
      return embedded;
    } finally {
      lock.unlock();
    }
  }

  /** Why the newest call failed; empty again once one has succeeded. */
  public Optional<Fault> trouble() {
    lock.lock();
    try {
      return patience.trouble();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every vector is in, or until only failing ones are left ({@link
   * IndexSettings#giveUpAfter}), or the loop is stopped or set aside.
   *
   * @param left is told, from time to time, how many texts wait
   */
  public void awaitSettled(IntConsumer left, Cancellation cancellation) {
    while (true) {
      cancellation.check();
      left.accept(store.counts().queued());
      lock.lock();
      try {
        if (isSettled()) {
          return;
        }
        wake.awaitNanos(POLL_NANOS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        cancellation.check();
        return;
      } finally {
        lock.unlock();
      }
    }
  }

  private boolean isSettled() {
    return stopping
        || aside
        || patience.isLost()
        || (queue.isIdle() && queue.onlyFailing(settings.giveUpAfter(), ticker.now()));
  }

  /**
   * Lets the running calls end, so that the embedder can be closed.
   *
   * @return false where a call did not end within half a minute; the embedder must stay open then
   */
  public boolean stop() {
    locked(() -> {
      stopping = true;
      wake.signalAll();
    });
    long start = ticker.nanos();
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, STOP_MILLIS - ticker.millisSince(start)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }

  @Override
  public void close() {
    stop();
  }

  private void work() {
    boolean goesOn = true;
    while (goesOn) {
      List<PendingText> unit = new ArrayList<>();
      Optional<Throwable> failure =
          WorkerLoop.attempt(() -> {
            unit.addAll(take());
            embed(unit);
          });
      failure.ifPresent(cause -> failed(List.of(), cause));
      goesOn = !unit.isEmpty() || failure.isPresent();
      finished(unit);
    }
  }

  private void finished(List<PendingText> unit) {
    locked(() -> {
      queue.done(unit);
      wake.signalAll();
    });
    if (!unit.isEmpty()) {
      changed.run();
      if (isIdle()) {
        WorkerLoop.attempt(embedder::trim); // where this fails, the next text fails too, and tells
      }
    }
  }

  private boolean isIdle() {
    lock.lock();
    try {
      return queue.isIdle();
    } finally {
      lock.unlock();
    }
  }

  /** The next texts; empty once the loop is to stop. */
  private List<PendingText> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopping) {
        long wait = quietNanos();
        if (wait == 0) {
          List<PendingText> unit =
              queue.take(settings.attachTexts(), settings.embedWorkers(), ticker.now());
          if (!unit.isEmpty()) {
            return unit;
          }
          wait = queue.hasPostponed(ticker.now()) ? RECHECK_NANOS : UNTIL_WOKEN;
        }
        wake.awaitNanos(wait);
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private long quietNanos() {
    return isHeld() ? UNTIL_WOKEN : patience.leftNanos();
  }

  private boolean isHeld() {
    return pauses > 0 || aside;
  }

  /** Embeds batch by batch; what is computed is stored even where a later batch fails. */
  private void embed(List<PendingText> unit) {
    Map<ContentHash, float[]> vectors = new LinkedHashMap<>();
    int size = embedder.batchSize();
    for (int from = 0; from < unit.size() && mayGoOn(); from += size) {
      List<PendingText> batch = unit.subList(from, Math.min(unit.size(), from + size));
      long start = ticker.nanos();
      Optional<Throwable> failure = WorkerLoop.attempt(() -> embedder.embed(batch, vectors));
      rest(settings.restNanos(ticker.nanos() - start));
      if (failure.isPresent()) {
        store(vectors);
        failed(batch, failure.get());
        return;
      }
    }
    store(vectors);
    succeeded(vectors.size());
  }

  /** Leaves the processor to others. */
  private void rest(long nanos) {
    if (nanos <= 0) {
      return;
    }
    long end = ticker.nanos() + nanos;
    lock.lock();
    try {
      for (long left = nanos; left > 0 && !stopping; left = end - ticker.nanos()) {
        wake.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void store(Map<ContentHash, float[]> vectors) {
    if (!vectors.isEmpty()) {
      store.attach(vectors);
      locked(() -> embedded += vectors.size());
    }
  }

  /** Waits while paused. */
  private boolean mayGoOn() {
    lock.lock();
    try {
      while (isHeld() && !stopping) {
        wake.awaitUninterruptibly();
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  private void succeeded(int texts) {
    if (texts > 0) {
      locked(patience::succeeded);
    }
  }

  private void failed(List<PendingText> batch, Throwable cause) {
    Fault fault =
        cause instanceof Fault known
            ? known
            : new Fault.Unavailable(
                    embedder.model(),
                    "failed unexpectedly: " + cause,
                    "text search goes on; run doctor")
                .causedBy(cause);
    locked(() -> {
      patience.failed(fault);
      queue.forget();
    });
    for (PendingText text : batch) {
      postpone(text);
    }
  }

  private void postpone(PendingText text) {
    try {
      store.postpone(
          List.of(text.hash()), ticker.now().plusMillis(settings.retryMillis(text.attempts() + 1)));
    } catch (Fault e) { // the text stays queued, only sooner than meant
      locked(() -> patience.failed(e));
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
