package dev.roocode.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to a guest. Nobody who writes waits for the guest: indexing reports its
 * progress here. A guest that does not read is let go when its bound is reached. Messages are
 * whole, from one flush to the next. Thread-safe.
 */
final class Outbox extends OutputStream {
  private final OutputStream target;
  private final int mostBytes;
  private final Runnable end;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /**
   * @param end ends the connection, so that a write under way fails
   */
  Outbox(OutputStream target, int mostBytes, Runnable end) {
    this.target = target;
    this.mostBytes = mostBytes;
    this.end = end;
    Thread.ofVirtual().name("outbox").start(this::send);
  }

  @Override
  public void write(int next) throws IOException {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] content, int from, int length) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the connection is closed");
      }
      bytes += length;
      if (bytes > mostBytes) {
        close();
        throw new IOException("the other side does not read");
      }
      message.write(content, from, length);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() {
    lock.lock();
    try {
      if (message.size() > 0) {
        waiting.add(message.toByteArray());
        message.reset();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    try {
      for (byte[] next = next(); next != null; next = next()) {
        target.write(next);
        target.flush();
        sent(next.length);
      }
    } catch (IOException e) {
      close();
    }
  }

  private byte @Nullable [] next() {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      return closed ? null : waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  private void sent(int length) {
    lock.lock();
    try {
      bytes -= length;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    end.run();
  }
}
