package dev.roocode.tools;

import dev.roocode.domain.ReindexReport;
import dev.roocode.protocol.Doc;
import dev.roocode.service.Reindex;

/** {@code reindex}: brings the index up to date. */
final class Reindexing {
  private Reindexing() {}

  /** Nothing. */
  @Doc(
      "Brings the index up to date with the files and returns when everything is searchable. Seldom needed: changes are noticed by themselves")
  record Arguments() {}

  /** What was done. */
  @Doc("What was done")
  record Answer(
      @Doc("files looked at") int filesSeen,
      @Doc("files indexed anew") int filesChanged,
      @Doc("files that are gone") int filesRemoved,
      @Doc("places written") int chunks,
      @Doc("wall time in milliseconds") long tookMillis) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    ReindexReport done =
        context.workspace().reindex(Reindex.CHANGED, context.progress(), context.cancellation());
    Answer answer =
        new Answer(
            done.filesSeen(),
            done.filesChanged(),
            done.filesRemoved(),
            done.chunks(),
            done.tookMillis());
    String text =
        "%d files seen, %d indexed anew, %d removed."
            .formatted(answer.filesSeen(), answer.filesChanged(), answer.filesRemoved());
    return new Tool.Outcome<>(text, answer);
  }
}
