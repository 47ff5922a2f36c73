package dev.roocode.metrics;

/**
 * Where the rooms leave what happened. Quick, thread-safe, never throws for a metric of the right
 * kind.
 */
public interface Recorder {
  /** Forgets everything. */
  Recorder NONE =
      new Recorder() {
        @Override
        public void took(Metric timer, long nanos) {}

        @Override
        public void outcomes(Metric share, long counted, long of) {}

        @Override
        public void add(Metric rate, long amount) {}

        @Override
        public void done(Work work, boolean ok, long nanos, long amount) {}
      };

  /** Something that is timed took so long. */
  void took(Metric timer, long nanos);

  /**
   * More events of which a share is told.
   *
   * @param counted how many are of those whose share it is: hits, errors
   * @param of how many there were
   */
  void outcomes(Metric share, long counted, long of);

  /** One more of them. */
  default void outcome(Metric share, boolean counts) {
    outcomes(share, counts ? 1 : 0, 1);
  }

  /** So many more of what is told per second. */
  void add(Metric rate, long amount);

  /**
   * A piece of work has ended.
   *
   * @param amount of what {@link Work#amount} names
   */
  void done(Work work, boolean ok, long nanos, long amount);
}
