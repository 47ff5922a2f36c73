package dev.roocode.index;

import dev.roocode.domain.FilePath;
import java.util.function.Predicate;

/**
 * What a run is to bring up to date.
 *
 * @param scope only such files are written or removed
 * @param full also files that look unchanged
 * @param dryRun reads and cuts, but writes nothing
 */
public record IndexRequest(Predicate<FilePath> scope, boolean full, boolean dryRun) {
  /** Whatever changed in the whole workspace. */
  public static final IndexRequest CHANGED = new IndexRequest(path -> true, false, false);
}
