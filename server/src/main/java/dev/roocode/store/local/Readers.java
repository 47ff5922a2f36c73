package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** A few connections that read; who comes when all are in use waits. Thread-safe. */
final class Readers implements AutoCloseable {
  private final Supplier<Database> opener;
  private final Semaphore permits;
  private final ConcurrentLinkedQueue<Database> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Readers(int most, Supplier<Database> opener) {
    this.opener = opener;
    this.permits = new Semaphore(most);
  }

  <T> T read(Function<Database, T> reading) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new Fault.Unavailable("index", "is closed", "open the workspace again");
      }
      Database taken = idle.poll();
      Database database = taken == null ? opener.get() : taken;
      try {
        return reading.apply(database);
      } finally {
        idle.add(database);
      }
    } finally {
      permits.release();
      if (closed) {
        closeIdle();
      }
    }
  }

  private void closeIdle() {
    for (Database database = idle.poll(); database != null; database = idle.poll()) {
      database.close();
    }
  }

  /** Those in use are closed when they come back. */
  @Override
  public void close() {
    closed = true;
    closeIdle();
  }
}
