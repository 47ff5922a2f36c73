package dev.roocode.index;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.PendingText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Computes the vectors that the store waits for, on threads of its own, until stopped. A failure
 * never drops a text: it is postponed in the store, longer each time, and the embedder as a whole
 * is left alone for a while. Texts that a search waits for come before all others. Thread-safe.
 */
public final class EmbeddingLoop implements AutoCloseable {
  /**
   * What a thread does before it looks again.
   *
   * @param preferred whether a search waits for it
   */
  private record Unit(List<PendingText> texts, boolean preferred) {}

  /** How often texts that wait for a later time are looked at again. */
  private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long UNTIL_WOKEN = Long.MAX_VALUE >> 1;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How often who waits for preferred texts looks whether that was cancelled. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /**
   * Nobody waits for fewer of many: 8 texts gain a question nothing on the retrieval benchmark, 16
   * to 32 do (docs/decisions/0022-cold-index.md).
   */
  static final int WORTH_WAITING = 16;

  /** Preferred texts that are stored together: the first of them should not wait for the last. */
  private static final int PREFERRED_UNIT = 4;

  private final ChunkStore store;
  private final CheckedEmbedder embedder;
  private final IndexSettings settings;
  private final Ticker ticker;
  private final Runnable changed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final EmbeddingQueue queue;
  private final Patience patience;
  private final Workers workers = new Workers();
  private final Holds holds;
  private final Speed speed = new Speed();
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
    this.holds = new Holds(lock, wake, ticker);
  }

  /** Declares the embedder's model to the store and starts the workers. */
  public void start() {
    store.useModel(embedder.model(), embedder.dimensions());
    workers.start("embed", settings.embedWorkers(), this::work);
  }

  /** New texts wait, or the clock has moved. */
  public void wake() {
    locked(wake::signalAll);
  }

  /** The store holds something else now. */
  public void restart() {
    locked(() -> {
      queue.forgetAll();
      wake.signalAll();
    });
  }

  /** Lets the running calls end and starts no other until as many {@link #resume} have come. */
  public void pause() {
    locked(() -> holds.pauses++);
  }

  public void resume() {
    locked(() -> {
      holds.pauses--;
      wake.signalAll();
    });
  }

  /** As {@link #pause}, but for what the search prefers; until as many ends as begins have come. */
  public void searchBegins() {
    locked(() -> holds.searches++);
  }

  public void searchEnds() {
    locked(() -> {
      holds.searches--;
      wake.signalAll();
    });
  }

  /**
   * Puts those of these texts that wait and have not failed yet ahead of all others, and waits for
   * their vectors: until then, only while they are being made, and not at all where the newest
   * calls were so slow that too few would come in time. What is late stays ahead.
   *
   * @param untilNanos as the ticker counts
   * @return whether any of them may have a vector now
   */
  public boolean prefer(
      Collection<ContentHash> hashes, long untilNanos, Cancellation cancellation) {
    lock.lock();
    try {
      List<PendingText> texts =
          store.pending(hashes, ticker.now()).stream().filter(t -> t.attempts() == 0).toList();
      queue.prefer(texts);
      wake.signalAll();
      int wanted = Math.min(WORTH_WAITING, texts.size());
      long left = untilNanos - ticker.nanos();
      return speed.reaches(wanted, settings.embedWorkers(), left)
          && await(texts, untilNanos, cancellation);
    } finally {
      lock.unlock();
    }
  }

  private boolean await(List<PendingText> texts, long untilNanos, Cancellation cancellation) {
    holds.waiting++;
    try {
      wake.signalAll();
      long left = untilNanos - ticker.nanos();
      while (queue.holds(texts) && mayServe() && left > 0) {
        cancellation.check();
        wake.awaitNanos(Math.min(left, SLICE_NANOS));
        left = untilNanos - ticker.nanos();
      }
      return texts.stream().anyMatch(text -> !queue.holds(List.of(text)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      holds.waiting--;
      wake.signalAll();
    }
  }

  private boolean mayServe() {
    return !holds.isHeld() && patience.leftNanos() == 0;
  }

  /**
   * Whether the user needs the machine: until he no longer does no call is started, and nobody
   * waits for it.
   */
  public void aside(boolean now) {
    locked(() -> {
      holds.aside = now;
      wake.signalAll();
    });
  }

  /** Texts whose vector was computed and stored since the start. */
  public long embedded() {
    return looked(() -> embedded);
  }

  /** Why the newest call failed; empty again once one has succeeded. */
  public Optional<Fault> trouble() {
    return looked(patience::trouble);
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
    return holds.stopping
        || holds.aside
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
      holds.stopping = true;
      wake.signalAll();
    });
    return workers.await(ticker);
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
            Unit taken = take();
            unit.addAll(taken.texts());
            embed(taken);
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
      if (looked(queue::isIdle)) {
        WorkerLoop.attempt(embedder::trim); // where this fails, the next text fails too, and tells
      }
    }
  }

  /** The next texts; none once the loop is to stop. */
  private Unit take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!holds.stopping) {
        boolean preferred = holds.waiting > 0 && mayServe();
        List<PendingText> texts = preferred ? preferred() : List.of();
        long wait = holds.isQuiet() ? UNTIL_WOKEN : patience.leftNanos();
        if (texts.isEmpty() && wait == 0) {
          texts = queue.take(settings.attachTexts(), settings.embedWorkers(), ticker.now());
          wait = RECHECK_NANOS;
        }
        if (!texts.isEmpty()) {
          return new Unit(texts, preferred);
        }
        if (wait == RECHECK_NANOS && !queue.hasPostponed(ticker.now())) {
          wait = UNTIL_WOKEN;
        }
        wake.awaitNanos(wait);
      }
      return new Unit(List.of(), false);
    } finally {
      lock.unlock();
    }
  }

  private List<PendingText> preferred() {
    int most = Math.max(PREFERRED_UNIT, embedder.batchSize());
    return queue.takePreferred(most, settings.embedWorkers());
  }

  /** Embeds batch by batch; what is computed is stored even where a later batch fails. */
  private void embed(Unit unit) {
    Map<ContentHash, float[]> vectors = new LinkedHashMap<>();
    List<PendingText> texts = unit.texts();
    int size = embedder.batchSize();
    for (int from = 0; from < texts.size() && holds.mayGoOn(unit.preferred()); from += size) {
      List<PendingText> batch = texts.subList(from, Math.min(texts.size(), from + size));
      long start = ticker.nanos();
      Optional<Throwable> failure = WorkerLoop.attempt(() -> embedder.embed(batch, vectors));
      long took = ticker.nanos() - start;
      locked(() -> speed.took(took, batch.size()));
      holds.rest(settings.restNanos(took));
      if (failure.isPresent()) {
        store(vectors);
        failed(batch, failure.get());
        return;
      }
    }
    store(vectors);
    succeeded(vectors.size());
  }

  private void store(Map<ContentHash, float[]> vectors) {
    if (!vectors.isEmpty()) {
      store.attach(vectors);
      locked(() -> {
        embedded += vectors.size();
        queue.settled(vectors.keySet());
      });
    }
  }

  private void succeeded(int texts) {
    if (texts > 0) {
      locked(patience::succeeded);
    }
  }

  private void failed(List<PendingText> batch, Throwable cause) {
    Fault fault = embedder.fault(cause);
    locked(() -> {
      patience.failed(fault);
      queue.forget();
      queue.settled(batch.stream().map(PendingText::hash).toList());
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

  private <T> T looked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
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
