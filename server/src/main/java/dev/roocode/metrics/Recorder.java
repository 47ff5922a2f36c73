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
        public void outcome(Metric share, boolean counts) {}

        @Override
        public void add(Metric rate, long amount) {}
      };

  /** Something that is timed took so long. */
  void took(Metric timer, long nanos);

  /**
   * One more event of which a share is told.
   *
   * @param counts whether it is one of those whose share it is: a hit, an error
   */
  void outcome(Metric share, boolean counts);

  /** So many more of what is told per second. */
  void add(Metric rate, long amount);
}
