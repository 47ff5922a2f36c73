package dev.roocode.generate;

/** How often, and after which pause, a question is asked again. Not thread-safe. */
final class Retries {
  /** As often as the libraries of the large providers, and once more. */
  private static final int MOST = 3;

  private static final long FIRST_WAIT_MILLIS = 500;
  private static final long REFUSED_WAIT_MILLIS = 250;

  /** Nobody sits before an empty answer for longer; the fault says when to come back. */
  static final long LONGEST_WAIT_MILLIS = 10_000;

  private int done;

  /**
   * The pause before the next attempt.
   *
   * @throws dev.roocode.domain.Fault the setback's, where there is to be none
   */
  long waitMillis(Setback setback) {
    long wait =
        switch (setback.again()) {
          case NEVER, WITHOUT -> throw setback.fault();
          case ONCE -> REFUSED_WAIT_MILLIS;
          case LATER -> setback.fault().retryAfterMillis().orElse(FIRST_WAIT_MILLIS << done);
        };
    int most = setback.again() == Setback.Again.ONCE ? 1 : MOST;
    if (done >= most || wait > LONGEST_WAIT_MILLIS) {
      throw setback.fault();
    }
    done++;
    return wait;
  }
}
