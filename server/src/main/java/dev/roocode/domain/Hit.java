package dev.roocode.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place found.
 *
 * @param path its file
 * @param lines its lines, as indexed
 * @param symbol the qualified name of the definition it belongs to, or {@code ""}
 * @param kind what the place mostly holds
 * @param language of the file
 * @param score higher is better; comparable only within one answer
 * @param matched why it was found
 * @param snippet the indexed lines, at most {@link Limits#CHUNK_CHARS} characters
 * @param stale whether the file differs from what was indexed
 * @param explain the components of the score by name; empty unless asked for
 */
public record Hit(
    FilePath path,
    LineRange lines,
    String symbol,
    ChunkKind kind,
    Language language,
    double score,
    Set<Matched> matched,
    String snippet,
    boolean stale,
    Map<String, Double> explain) {
  /** Why a place was found. */
  public enum Matched {
    TEXT,
    VECTOR,
    SYMBOL,
    PATH
  }

  public Hit {
    matched = Set.copyOf(matched);
    explain = Map.copyOf(explain);
  }

  /** The same hits as an answer to a cached query, or after a look at the file. */
  public Hit withStale(boolean nowStale) {
    return new Hit(path, lines, symbol, kind, language, score, matched, snippet, nowStale, explain);
  }

  /** The same place, told by a part of its lines. */
  public Hit withLines(LineRange part, String text) {
    return new Hit(path, part, symbol, kind, language, score, matched, text, stale, explain);
  }

  /** Empty or not, in the order of the enum, for stable output. */
  public List<Matched> matchedInOrder() {
    return matched.stream().sorted().toList();
  }
}
