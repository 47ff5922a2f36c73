package dev.roocode.generate;

import dev.roocode.domain.Fault;
import java.util.Optional;

/**
 * How writing ended. The text itself went to the listener, piece by piece.
 *
 * @param ending why there is no more text
 * @param fault what went wrong, for {@link Ending#BROKEN} alone; the pieces before it are kept
 * @param usage as the model's engine counted, where it tells
 */
public record Outcome(Ending ending, Optional<Fault> fault, Optional<Usage> usage) {
  /** Why there is no more text. */
  public enum Ending {
    /** The model said that it is done. */
    COMPLETE,
    /** It reached the most tokens allowed. */
    LENGTH,
    /** The connection broke, stood still or took too long after the first piece. */
    BROKEN
  }

  /**
   * @param promptTokens read
   * @param answerTokens written
   * @param engineMillis that the engine itself was at work, -1 where it does not tell
   */
  public record Usage(int promptTokens, int answerTokens, long engineMillis) {}

  public Outcome {
    if ((ending == Ending.BROKEN) != fault.isPresent()) {
      throw new IllegalArgumentException(ending + " with " + fault);
    }
  }
}
