package dev.roocode.index;

import java.util.Optional;

/**
 * The outermost frame of work in the background: whatever a step throws, even an error of a native
 * library, must be told and must not end the loop around it.
 */
public final class WorkerLoop {
  private WorkerLoop() {}

  /** One round of a loop. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /**
   * @return what the step threw; empty where it ended well
   */
  public static Optional<Throwable> attempt(Step step) {
    try {
      step.run();
      return Optional.empty();
    } catch (Throwable e) { // told to the caller, who reports it
      return Optional.of(e);
    }
  }
}
