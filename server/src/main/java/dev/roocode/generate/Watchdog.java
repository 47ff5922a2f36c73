package dev.roocode.generate;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at clock and cancellation while a model is waited for. The thread that waits asks it every
 * {@value #TICK_MILLIS} ms and at each portion, so that it needs none of its own. Not thread-safe.
 */
final class Watchdog {
  static final long TICK_MILLIS = 20;

  /** Usage and the end follow the last word at once, or not at all. */
  private static final long TAIL_MILLIS = 2_000;

  private final Ticker ticker;
  private final GenerateSettings settings;
  private final URI uri;
  private final Cancellation cancellation;
  private final long begun;
  private long attempt;
  private long lastSign;
  private boolean atWork;

  Watchdog(Ticker ticker, GenerateSettings settings, URI uri, Cancellation cancellation) {
    this.ticker = ticker;
    this.settings = settings;
    this.uri = uri;
    this.cancellation = cancellation;
    this.begun = ticker.nanos();
    begin();
  }

  /** A new attempt has its own time for the first word. */
  void begin() {
    attempt = ticker.nanos();
    lastSign = attempt;
    atWork = false;
  }

  /** Something has come, or the reader's own work has ended. */
  void sign() {
    lastSign = ticker.nanos();
  }

  void atWork() {
    atWork = true;
  }

  Instant now() {
    return ticker.now();
  }

  /** Whether nothing has come for so long that nothing will come after the last word. */
  boolean isTailOver() {
    return ticker.millisSince(lastSign) > TAIL_MILLIS;
  }

  /**
   * @throws java.util.concurrent.CancellationException once cancelled
   * @throws Setback once a time is over
   */
  void check() throws Setback {
    cancellation.check();
    if (ticker.millisSince(begun) > settings.totalTimeoutMillis()) {
      throw late("took longer than", settings.totalTimeoutMillis(), "totalTimeoutMillis");
    }
    if (!atWork && ticker.millisSince(attempt) > settings.firstTokenTimeoutMillis()) {
      throw late(
          "did not begin to write within",
          settings.firstTokenTimeoutMillis(),
          "firstTokenTimeoutMillis");
    }
    if (atWork && ticker.millisSince(lastSign) > settings.idleTimeoutMillis()) {
      throw late("stood still for", settings.idleTimeoutMillis(), "idleTimeoutMillis");
    }
  }

  /** Waits, where the time allows it. */
  void pause(long millis) throws Setback {
    long start = ticker.nanos();
    while (ticker.millisSince(start) < millis) {
      attempt = ticker.nanos(); // a pause is no waiting for the first word
      check();
      LockSupport.parkNanos(TICK_MILLIS * 1_000_000);
    }
  }

  private Setback late(String what, int millis, String setting) {
    Fault fault =
        new Fault.Unavailable(
            uri.toString(),
            what + " " + millis + " ms",
            "use a smaller model or a longer generator." + setting);
    return new Setback(fault, Setback.Again.NEVER);
  }
}
