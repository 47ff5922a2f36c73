package dev.roocode.domain;

import java.util.List;

/**
 * What a run over the workspace did.
 *
 * @param filesSeen files that belong into the index
 * @param filesChanged of those, new or changed
 * @param filesRemoved files that were in the index and no longer belong there
 * @param chunks chunks written
 * @param embedded chunks whose vector was computed
 * @param reused chunks whose vector was known by content
 * @param skipped files left out, with the rule; the first of them where another process reports
 * @param skippedTotal how many files were left out
 * @param problems files that could not be read
 * @param tookMillis wall time
 */
public record ReindexReport(
    int filesSeen,
    int filesChanged,
    int filesRemoved,
    int chunks,
    int embedded,
    int reused,
    List<Problem> skipped,
    int skippedTotal,
    List<Problem> problems,
    long tookMillis) {
  public ReindexReport {
    skipped = List.copyOf(skipped);
    problems = List.copyOf(problems);
  }
}
