package dev.roocode.vector;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the graph beside the rows and the rows compact, on one thread of low priority, in slices of
 * some milliseconds. Nobody waits for it: while the graph is away, behind or being changed, the
 * scan answers.
 *
 * <p>Locks in this order: the graph's, then the one in {@link Rows}.
 */
final class Upkeep implements AutoCloseable {
  private static final long SLICE_NANOS = 20_000_000;

  /** Rows that a search looks at beside the graph, because they are not linked yet. */
  private static final int LONGEST_TAIL = 8 * Block.ROWS;

  /** Dead nodes that are removed together; bounds what jvector holds meanwhile to 26 MB. */
  private static final int FORGET_BATCH = 512;

  /** Rows that {@link #save} still links, about 1 ms each. */
  private static final int SAVE_TAIL = 2_000;

  /** Below this share of accepted vectors a graph would be walked through in vain. */
  private static final double NARROW = 0.1;

  private static final int SAMPLE_ROWS = 256;

  private static final long CLOSE_SECONDS = 10;

  private final int dimensions;
  private final VectorSettings settings;
  private final Rows rows;
  private final GraphFile file;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Upkeep::thread);
  private final LongAdder answers = new LongAdder();
  private volatile boolean closed;
  private volatile @Nullable Graph graph;
  private volatile @Nullable String fault;

  /** Every live row before this one is linked. */
  private volatile int covered;

  Upkeep(int dimensions, VectorSettings settings, Rows rows, Path folder) {
    this.dimensions = dimensions;
    this.settings = settings;
    this.rows = rows;
    this.file = new GraphFile(folder, dimensions, settings);
  }

  @SuppressWarnings("ThreadPriorityCheck") // a courtesy; nothing relies on it
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "roocode-vector-upkeep");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** Has a look soon, if there may be something to do. */
  void wake() {
    boolean due = graph != null || rows.isSparse() || isGraphDue();
    if (due && !closed && scheduled.compareAndSet(false, true)) {
      var _ = CompletableFuture.runAsync(this::slice, thread).whenComplete((nothing, e) -> note(e));
    }
  }

  private boolean isGraphDue() {
    return fault == null && rows.size() >= settings.crossover();
  }

  /** The graph's rows, those that wait for it, and why there is none. */
  GraphStatus status() {
    Graph now = graph;
    int linked = now == null ? 0 : now.size();
    int waiting = now == null ? 0 : rows.view().count - covered;
    return new GraphStatus(now != null, linked, Math.max(0, waiting), answers.sum(), fault);
  }

  /**
   * The best candidates by graph and tail.
   *
   * @return null where the scan should answer
   */
  @Nullable Best search(Code query, int limit, LongPredicate filter) {
    boolean mayAnswer = graph != null && rows.view().share(filter, SAMPLE_ROWS) >= NARROW;
    if (!mayAnswer || lock.hasQueuedThreads() || !lock.readLock().tryLock()) {
      return null;
    }
    try {
      Graph now = graph;
      int from = covered;
      View view = rows.view();
      if (now == null || view.count - from > LONGEST_TAIL) {
        return null;
      }
      Best best = now.search(view, query, limit, filter);
      IdMap found = best.ids();
      view.scan(from, query, id -> found.get(id) == IdMap.ABSENT && filter.test(id), best);
      answers.increment();
      return best;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Saves the graph as of this generation; false where there is none, or it is far behind. */
  boolean save(long generation) {
    return call(() -> {
      Graph now = graph;
      if (now == null) {
        file.delete();
      }
      if (now == null || rows.view().count - covered > SAVE_TAIL) {
        return false;
      }
      follow(now, System.nanoTime() + TimeUnit.HOURS.toNanos(1));
      while (now.doomed() > 0) {
        forget(now);
      }
      return exclusively(() -> file.write(generation, now, rows.view()));
    });
  }

  /** Takes over the saved graph of this generation, if all its vectors have been added. */
  boolean load(long generation) {
    return call(() -> {
      Graph former = graph;
      if (former == null) {
        rows.record(true);
      }
      Graph loaded = isGraphDue() ? file.read(generation, rows) : null;
      if (loaded != null) {
        takeOver(loaded);
      }
      Graph obsolete = loaded == null ? null : former;
      if (obsolete != null) {
        obsolete.close();
      }
      rows.record(graph != null);
      wake();
      return loaded != null;
    });
  }

  /** Everything that is due now is done when this returns. */
  void settle() {
    boolean busy = true;
    while (busy) {
      wake();
      busy = call(scheduled::get);
    }
  }

  private <T> T call(Work<T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> unchecked(work), thread).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Fault known ? known : e;
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T unchecked(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw file.fault(e);
    }
  }

  /** After a fault of the graph the scan answers until the next start. */
  private void note(@Nullable Throwable problem) {
    if (problem != null) {
      Throwable cause = problem.getCause() == null ? problem : problem.getCause();
      fault = cause.toString();
      drop();
    }
  }

  private void slice() {
    scheduled.set(false);
    Graph now = graph;
    if (now == null && isGraphDue()) {
      rows.record(true);
      covered = 0;
      now = new Graph(dimensions, settings, rows);
      graph = now;
    } else if (now != null && rows.size() < settings.crossover() / 5 * 4) {
      drop();
      now = null;
    }
    boolean behind = now != null && follow(now, System.nanoTime() + SLICE_NANOS);
    if (rows.isSparse()) {
      compact(now);
    }
    if (behind) {
      wake();
    }
  }

  /** Links and forgets until nothing is due or the time is over; whether something is left. */
  private boolean follow(Graph now, long deadline) {
    for (int row : rows.drainDied()) {
      now.doom(row);
    }
    if (now.doomed() >= Math.clamp(now.size() / 16, 16, FORGET_BATCH)) {
      forget(now);
    }
    while (!closed && covered < rows.view().count) {
      if (System.nanoTime() - deadline > 0) {
        return true;
      }
      int row = covered;
      if (rows.view().isLive(row) && !now.isLinked(row)) {
        now.link(row);
      }
      covered = row + 1;
    }
    return false;
  }

  private void takeOver(Graph loaded) {
    exclusively(() -> {
      View view = rows.view();
      int row = 0;
      while (row < view.count && (!view.isLive(row) || loaded.isLinked(row))) {
        row++;
      }
      covered = row;
      graph = loaded;
      return true;
    });
  }

  private void forget(Graph now) {
    exclusively(() -> {
      now.forget(FORGET_BATCH);
      return true;
    });
  }

  private void compact(@Nullable Graph now) {
    if (now == null) {
      rows.evacuate(row -> false, (from, to) -> {});
    } else {
      exclusively(() -> {
        rows.evacuate(now::isLinked, now::move);
        return true;
      });
    }
  }

  private void drop() {
    Graph former = graph;
    exclusively(() -> {
      graph = null;
      rows.record(false);
      return true;
    });
    if (former != null) {
      former.close();
    }
  }

  /** Without any search in the graph meanwhile. */
  private <T> T exclusively(Work<T> change) {
    lock.writeLock().lock();
    try {
      return unchecked(change);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    try {
      if (thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        drop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
