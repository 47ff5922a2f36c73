package dev.roocode.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to bring up to date.
 *
 * @param scope only files at or below this path; null means the whole workspace
 * @param full also files that look unchanged; vectors are still reused by content
 * @param dryRun reports what would be done and changes nothing
 * @param background nobody waits for it: it makes way for what the user does, and ends when only
 *     vectors are missing that have to wait
 */
public record Reindex(@Nullable Path scope, boolean full, boolean dryRun, boolean background) {
  public static final Reindex CHANGED = new Reindex(null, false, false);

  /** The same, for nobody in particular. */
  public static final Reindex QUIETLY = new Reindex(null, false, false, true);

  /** Somebody waits for it. */
  public Reindex(@Nullable Path scope, boolean full, boolean dryRun) {
    this(scope, full, dryRun, false);
  }
}
