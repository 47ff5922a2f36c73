package dev.roocode.domain;

import java.util.List;

/**
 * Where a word stands in indexed files.
 *
 * @param places by file and line, one a line
 * @param more whether there may be others
 */
public record Mentions(List<Place> places, boolean more) {
  /**
   * A line that holds the word as a whole.
   *
   * @param path its file
   * @param line 1-based
   * @param text the line as indexed
   * @param defines whether the syntax tree has a definition of this name on the line
   */
  public record Place(FilePath path, int line, String text, boolean defines) {}

  public Mentions {
    places = List.copyOf(places);
  }
}
