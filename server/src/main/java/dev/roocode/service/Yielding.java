package dev.roocode.service;

import dev.roocode.domain.Status.Pause;
import dev.roocode.index.IndexSettings;
import dev.roocode.metrics.Load;
import dev.roocode.metrics.Power;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes way for the user: while the machine runs on its battery, or other programs need its
 * processors, vectors wait and a whole workspace is cut more slowly. What somebody waits for never
 * does. The battery counts at once; load must have lasted, and be over, for half a minute. Begins
 * with {@link #start}, so that a command, which has nothing but its task, never waits. Thread-safe.
 */
final class Yielding {
  static final long LOOK_MILLIS = 10_000;

  /** Looks in a row that must agree. */
  private static final int AGREEING = 3;

  /** Load is over when it has come back by this part of the threshold. */
  private static final double MARGIN = 0.2;

  /**
   * What the machine tells.
   *
   * @param onBattery empty where it is not known
   * @param othersPercent of the processors, since the last call; not a number where it is not known
   */
  record Signs(Supplier<Optional<Boolean>> onBattery, DoubleSupplier othersPercent) {
    /** Of a machine that tells nothing. */
    static final Signs NONE = new Signs(Optional::empty, () -> Double.NaN);

    /** Of this machine. */
    static Signs ofMachine() {
      return new Signs(Power.ofMachine()::onBattery, Load.ofMachine()::othersPercent);
    }
  }

  private final IndexSettings settings;
  private final Schedule schedule;
  private final Signs signs;
  private final Consumer<Boolean> aside;
  private boolean started;
  private boolean loaded;
  private int disagreeing;
  private int urgent;
  private @Nullable Pause pause;

  /**
   * @param aside is told when the pause begins (true) and ends (false)
   */
  Yielding(IndexSettings settings, Schedule schedule, Signs signs, Consumer<Boolean> aside) {
    this.settings = settings;
    this.schedule = schedule;
    this.signs = signs;
    this.aside = aside;
  }

  /** A second call changes nothing. */
  synchronized void start() {
    boolean wanted = settings.pauseOnBattery() || settings.pauseAtLoad() > 0;
    if (!started && wanted) {
      started = true;
      look();
    }
  }

  private synchronized void look() {
    boolean battery = settings.pauseOnBattery() && signs.onBattery().get().orElse(false);
    if (settings.pauseAtLoad() > 0) {
      lookAtLoad(signs.othersPercent().getAsDouble());
    }
    became(battery ? Pause.BATTERY : loaded ? Pause.LOAD : null);
    schedule.after(LOOK_MILLIS, this::look);
  }

  private void lookAtLoad(double percent) {
    double threshold = settings.pauseAtLoad();
    boolean agrees =
        Double.isNaN(percent)
            || (loaded ? percent > threshold * (1 - MARGIN) : percent <= threshold);
    disagreeing = agrees ? 0 : disagreeing + 1;
    if (disagreeing == AGREEING) {
      loaded = !loaded;
      disagreeing = 0;
    }
  }

  private void became(@Nullable Pause now) {
    boolean before = isHeld();
    pause = now;
    tell(before);
  }

  private void tell(boolean before) {
    if (before != isHeld()) {
      aside.accept(!before);
    }
  }

  private boolean isHeld() {
    return pause != null && urgent == 0;
  }

  /** Why background work waits; empty while it does not. */
  synchronized Optional<Pause> pause() {
    return isHeld() ? Optional.ofNullable(pause) : Optional.empty();
  }

  /** Does something that somebody waits for: nothing is paused meanwhile. */
  <T> T urgently(Supplier<T> work) {
    urgent(1);
    try {
      return work.get();
    } finally {
      urgent(-1);
    }
  }

  private synchronized void urgent(int more) {
    boolean before = isHeld();
    urgent += more;
    tell(before);
  }
}
