package dev.roocode.domain;

import java.util.List;

/**
 * The text of a file as the index holds it: what an editor holds unsaved is in, secret values are
 * out, lines at its end that are blank are left away.
 *
 * @param path the file
 * @param language of the file
 * @param lines without their ends; line 1 first
 * @param stale whether the file differs from what was indexed
 */
public record IndexedText(FilePath path, Language language, List<String> lines, boolean stale) {
  public IndexedText {
    lines = List.copyOf(lines);
  }
}
