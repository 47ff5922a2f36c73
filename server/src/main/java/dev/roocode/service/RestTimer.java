package dev.roocode.service;

import dev.roocode.base.Ticker;

/** Calls once something has rested for a while after it last moved. Thread-safe. */
final class RestTimer {
  private final Schedule schedule;
  private final Ticker ticker;
  private final long delayMillis;
  private final Runnable rested;
  private boolean planned;
  private long movedNanos;

  /**
   * @param rested must be quick and must not throw
   */
  RestTimer(Schedule schedule, Ticker ticker, long delayMillis, Runnable rested) {
    this.schedule = schedule;
    this.ticker = ticker;
    this.delayMillis = delayMillis;
    this.rested = rested;
  }

  synchronized void moved() {
    movedNanos = ticker.nanos();
    if (!planned) {
      planned = true;
      schedule.after(delayMillis, this::look);
    }
  }

  private void look() {
    synchronized (this) {
      long left = delayMillis - ticker.millisSince(movedNanos);
      if (left > 0) {
        schedule.after(left, this::look);
        return;
      }
      planned = false;
    }
    rested.run();
  }
}
