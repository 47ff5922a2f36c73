package dev.roocode.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to bring up to date.
 *
 * @param scope only files at or below this path; null means the whole workspace
 * @param full also files that look unchanged; vectors are still reused by content
 * @param dryRun reports what would be done and changes nothing
 */
public record Reindex(@Nullable Path scope, boolean full, boolean dryRun) {
  public static final Reindex CHANGED = new Reindex(null, false, false);
}
