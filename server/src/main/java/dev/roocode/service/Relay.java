package dev.roocode.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells every request that waits for its turn how far the current run is. Each request is told from
 * one thread at a time, and never after it has left. Thread-safe.
 */
final class Relay implements Progress {
  private final List<Seat> seats = new CopyOnWriteArrayList<>();

  /** A request that listens. */
  final class Seat implements AutoCloseable {
    private final Progress progress;
    private boolean left;

    private Seat(Progress progress) {
      this.progress = progress;
    }

    private synchronized void report(Stage stage, int done, int total) {
      if (!left) {
        progress.report(stage, done, total);
      }
    }

    @Override
    public synchronized void close() {
      left = true;
      seats.remove(this);
    }
  }

  Seat seat(Progress progress) {
    Seat seat = new Seat(progress);
    seats.add(seat);
    return seat;
  }

  @Override
  public void report(Stage stage, int done, int total) {
    seats.forEach(seat -> seat.report(stage, done, total));
  }
}
