package dev.roocode.index;

import dev.roocode.domain.Problem;
import java.util.List;

/**
 * What a run did.
 *
 * @param filesSeen files that belong into the index
 * @param filesMissing of those, files that could not be read and of which nothing is indexed
 * @param filesChanged new files and files with new content
 * @param filesRemoved files that were in the index and no longer belong there
 * @param chunks written
 * @param queued texts that wait for a vector because of this run
 * @param reused chunks whose vector was known by content
 * @param skipped files left out, with the rule
 * @param problems files that could not be read, limits that were reached
 */
public record Indexed(
    int filesSeen,
    int filesMissing,
    int filesChanged,
    int filesRemoved,
    int chunks,
    int queued,
    int reused,
    List<Problem> skipped,
    List<Problem> problems) {
  public static final Indexed NOTHING = new Indexed(0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

  public Indexed {
    skipped = List.copyOf(skipped);
    problems = List.copyOf(problems);
  }
}
