package dev.roocode.service;

/**
 * A workspace that may only read, since another process writes its index, looks now and then
 * whether that one is gone, and says so once. The lock itself cannot be waited for everywhere.
 * Thread-safe.
 */
final class Succession {
  /** A look costs one system call. */
  static final long LOOK_MILLIS = 3_000;

  private final Keeper keeper;
  private final Schedule schedule;
  private final Runnable free;

  private Succession(Keeper keeper, Schedule schedule, Runnable free) {
    this.keeper = keeper;
    this.schedule = schedule;
    this.free = free;
  }

  /**
   * @param free is told on the schedule's thread; quick, and opens the workspace anew elsewhere
   */
  static void await(Keeper keeper, Schedule schedule, Runnable free) {
    if (keeper.isReadOnly()) {
      new Succession(keeper, schedule, free).later();
    }
  }

  private void later() {
    schedule.after(LOOK_MILLIS, this::look);
  }

  private void look() {
    if (keeper.couldWrite()) {
      free.run();
    } else {
      later();
    }
  }
}
