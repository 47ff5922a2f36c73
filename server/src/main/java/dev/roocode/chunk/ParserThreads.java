package dev.roocode.chunk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads that parse, apart from those of the callers, for two reasons found by feeding the parser
 * nonsense: merging ambiguous parses recurses once per nesting level, which on an ordinary stack
 * ends the process at about 10,000 levels; and recovering from some errors at the end of a file
 * takes quadratic time (6 KB: a minute) in which the parser asks nobody whether to go on. A thread
 * that does not come back is left alone; while {@link #MOST_STUCK} are away, no file is parsed.
 * Thread-safe.
 */
final class ParserThreads {
  static final ParserThreads SHARED = new ParserThreads();
  static final int MOST_STUCK = 4;

  private static final long STACK_BYTES = 128L << 20; // reserved, not used
  private static final int IDLE_SECONDS = 5;
  private static final int LOOK_MILLIS = 200;
  private static final int PATIENCE = 30; // wall time allowed for each unit of processor time
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private int stuck;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE, // as many as there are callers, and MOST_STUCK
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(null, work, "parser", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
          });

  /** The work is not done, and why. */
  static final class NotDone extends Exception {
    private static final long serialVersionUID = 1L;
    final String reason;

    NotDone(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /**
   * Does the work on a parser's thread and waits for it, also when interrupted.
   *
   * @param cpuMillis of processor time that it may take, so that a busy machine changes nothing;
   *     thirty times that in wall time, in case it waits for something
   * @throws NotDone when it takes longer, fails, or too many others are stuck
   */
  <T> T run(Callable<T> work, long cpuMillis) throws NotDone {
    if (countStuck(0) >= MOST_STUCK) {
      throw new NotDone("the parser is kept busy by other files");
    }
    Task<T> task = new Task<>(work);
    pool.execute(task);
    return await(task, cpuMillis);
  }

  /** The processor time that the calling thread has taken so far. */
  static long cpuMillis() {
    return THREADS.getCurrentThreadCpuTime() / 1_000_000;
  }

  /** Returns once every thread that was left alone has come back after all. For tests. */
  synchronized void awaitNoneStuck() throws InterruptedException {
    while (stuck > 0) {
      wait();
    }
  }

  private synchronized int countStuck(int more) {
    stuck += more;
    notifyAll();
    return stuck;
  }

  private <T> T await(Task<T> task, long cpuMillis) throws NotDone {
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE * cpuMillis);
    try {
      while (true) {
        try {
          return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          if (task.takenMillis() > cpuMillis || System.nanoTime() > end) {
            task.abandon();
            throw new NotDone("the parser does not come back");
          }
        }
      }
    } catch (ExecutionException e) {
      throw new NotDone("the parser failed: " + e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Counts as stuck from the moment nobody waits for it until it ends. */
  private final class Task<T> extends FutureTask<T> {
    private volatile long threadId = -1;
    private volatile long cpuAtStart;
    private boolean ended;
    private boolean abandoned;

    Task(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      cpuAtStart = cpuMillis();
      threadId = Thread.currentThread().threadId();
      super.run();
    }

    long takenMillis() {
      return threadId < 0 ? 0 : THREADS.getThreadCpuTime(threadId) / 1_000_000 - cpuAtStart;
    }

    @Override
    protected synchronized void done() {
      ended = true;
      countStuck(abandoned ? -1 : 0);
    }

    synchronized void abandon() {
      if (!ended) {
        abandoned = true;
        countStuck(1);
      }
    }
  }
}
