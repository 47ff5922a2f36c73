package dev.roocode.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search request, checked: not empty, a limit of 1 to {@link Limits#HITS}.
 *
 * @param text the question as the user wrote it
 * @param limit the most hits to return
 * @param mode which halves of the index answer
 * @param pathGlobs only files that match one of these; empty means all
 * @param languages only files of these; empty means all
 * @param includeTests false leaves tests out, true treats them like other code, null lets the
 *     question decide how much they weigh
 * @param explain whether each hit carries the components of its score
 */
public record Query(
    String text,
    int limit,
    Mode mode,
    List<String> pathGlobs,
    List<Language> languages,
    @Nullable Boolean includeTests,
    boolean explain) {
  /** Which halves of the index answer a query. */
  public enum Mode {
    HYBRID,
    SEMANTIC,
    LEXICAL
  }

  public static final int DEFAULT_LIMIT = 10;

  public Query {
    if (text.isBlank()) {
      throw new Fault.Invalid("query", "is empty", "write what you are looking for");
    }
    if (limit < 1 || limit > Limits.HITS) {
      throw new Fault.Invalid("limit", "is " + limit, "use a number from 1 to " + Limits.HITS);
    }
    pathGlobs = List.copyOf(pathGlobs);
    languages = List.copyOf(languages);
  }

  /** Hybrid, no filters. */
  public static Query of(String text, int limit) {
    return new Query(text, limit, Mode.HYBRID, List.of(), List.of(), null, false);
  }
}
