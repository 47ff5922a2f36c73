package dev.roocode.answer;

import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a model wrote, not yet checked.
 *
 * @param packed the prompt that it was written to
 * @param text made safe; blank where nothing was written
 * @param problem why the text is not whole
 * @param firstNanos of the first piece, by the ticker; of the end where there was none
 * @param endNanos of the end
 */
public record Written(
    Packed packed, String text, Optional<Fault> problem, long firstNanos, long endNanos) {
  /** Whether there is a text to show. */
  public boolean hasText() {
    return !text.isBlank();
  }

  /** Compared with what was packed. */
  public CheckedText checked(Predicate<FilePath> changed) {
    return Check.all(text, packed.excerpts(), changed);
  }

  /**
   * As an answer.
   *
   * @param name who wrote it
   */
  public Answer answer(String name, CheckedText checked, Answer.Timings timings) {
    return new Answer(
        Answer.Kind.GENERATED,
        text,
        checked.citations(),
        packed.sources(),
        checked.marks(),
        checked.verification(),
        name,
        false,
        problem.isEmpty(),
        problem,
        timings);
  }
}
