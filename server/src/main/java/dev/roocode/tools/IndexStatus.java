package dev.roocode.tools;

import dev.roocode.domain.Coverage;
import dev.roocode.domain.Status;
import dev.roocode.protocol.Doc;
import dev.roocode.protocol.IndexCoverage;
import dev.roocode.protocol.RagStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code index_status}: how the index stands. */
final class IndexStatus {
  private IndexStatus() {}

  /** Nothing. */
  @Doc(
      "Says how the index of the workspace stands: how many files and places can be searched, and whether indexing goes on. Use it when a search finds less than expected")
  record Arguments() {}

  /** How it stands. */
  @Doc("How the index stands")
  record Answer(
      @Doc("in one word") RagStatus.State state,
      @Doc("how much is searchable") IndexCoverage coverage,
      @Doc("places that wait to be searchable by meaning") int queue,
      @Doc("grows with each change of the index") long generation,
      @Doc("secret values in indexed files that are left out") int redacted,
      @Doc("the newest fault, in one line") @Nullable String lastError) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    Status status = context.workspace().status();
    Answer answer =
        new Answer(
            RagStatus.State.valueOf(status.state().name()),
            coverage(status.coverage()),
            status.queue(),
            status.generation(),
            status.redacted(),
            status.lastError() == null ? null : Shown.visible(status.lastError()));
    return new Tool.Outcome<>(text(answer), answer);
  }

  static IndexCoverage coverage(Coverage coverage) {
    return new IndexCoverage(
        coverage.filesIndexed(), coverage.filesTotal(), coverage.chunks(), coverage.vectors());
  }

  private static String text(Answer answer) {
    IndexCoverage seen = answer.coverage();
    String text =
        "The index is %s: %d of %d files are searchable, %d of %d places also by meaning."
            .formatted(
                answer.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                seen.filesIndexed(),
                seen.filesTotal(),
                seen.vectors(),
                seen.chunks());
    return answer.lastError() == null ? text : text + "\nNewest fault: " + answer.lastError();
  }
}
