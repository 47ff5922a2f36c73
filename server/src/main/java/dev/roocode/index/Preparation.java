package dev.roocode.index;

import dev.roocode.base.Cancellation;
import dev.roocode.scan.ScannedFile;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and cuts files on several threads and hands the results over in the order of the files. At
 * most a window of files, by number and by size, is under way, whatever the size of the workspace.
 */
final class Preparation {
  private static final int WINDOW_FILES = 128;
  private static final long WINDOW_BYTES = 16L << 20;
  private static final long POLL_MILLIS = 20;

  private record UnderWay(ScannedFile file, Future<Prepared> result) {}

  private final Function<ScannedFile, Prepared> work;
  private final int workers;
  private final @Nullable Pace pace;

  /** As fast as it goes. */
  Preparation(Function<ScannedFile, Prepared> work, int workers) {
    this(work, workers, null);
  }

  /**
   * @param pace of the threads; null for as fast as it goes
   */
  Preparation(Function<ScannedFile, Prepared> work, int workers, @Nullable Pace pace) {
    this.work = work;
    this.workers = workers;
    this.pace = pace;
  }

  /** Calls {@code sink} on the caller's thread; stops early once cancelled. */
  void forEach(List<ScannedFile> files, Consumer<Prepared> sink, Cancellation cancellation) {
    Cancellation.Switch abandoned = new Cancellation.Switch();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(workers, files.size())),
            Thread.ofPlatform().daemon().name("index-", 0).factory());
    try {
      run(pool, files.iterator(), sink, cancellation, abandoned);
    } finally {
      abandoned.cancel();
      pool.shutdown();
    }
  }

  private void run(
      ExecutorService pool,
      Iterator<ScannedFile> files,
      Consumer<Prepared> sink,
      Cancellation cancellation,
      Cancellation abandoned) {
    ArrayDeque<UnderWay> window = new ArrayDeque<>();
    long bytes = 0;
    while (files.hasNext() || !window.isEmpty()) {
      while (files.hasNext() && window.size() < WINDOW_FILES && bytes < WINDOW_BYTES) {
        ScannedFile file = files.next();
        bytes += file.sizeBytes();
        window.add(new UnderWay(file, pool.submit(() -> prepare(file, abandoned))));
      }
      UnderWay first = window.removeFirst();
      bytes -= first.file().sizeBytes();
      sink.accept(await(first.result(), cancellation));
    }
  }

  private Prepared prepare(ScannedFile file, Cancellation abandoned) {
    abandoned.check();
    if (pace == null) {
      return work.apply(file);
    }
    long begun = pace.now();
    Prepared prepared = work.apply(file);
    pace.rest(begun, abandoned);
    return prepared;
  }

  private static Prepared await(Future<Prepared> result, Cancellation cancellation) {
    while (true) {
      cancellation.check();
      try {
        return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // asks for the cancellation again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
