package dev.roocode.service;

import dev.roocode.base.Ticker;

/** Calls once an editor has rested for a while after its last edit. Thread-safe. */
final class EditTimer {
  private final Schedule schedule;
  private final Ticker ticker;
  private final long delayMillis;
  private final Runnable rested;
  private boolean planned;
  private long editedNanos;

  EditTimer(Parts parts, Runnable rested) {
    this.schedule = parts.schedule();
    this.ticker = parts.ticker();
    this.delayMillis = parts.settings().service().editDelayMillis();
    this.rested = rested;
  }

  synchronized void edited() {
    editedNanos = ticker.nanos();
    if (!planned) {
      planned = true;
      schedule.after(delayMillis, this::look);
    }
  }

  private void look() {
    synchronized (this) {
      long left = delayMillis - ticker.millisSince(editedNanos);
      if (left > 0) {
        schedule.after(left, this::look);
        return;
      }
      planned = false;
    }
    rested.run();
  }
}
