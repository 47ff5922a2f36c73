package dev.roocode.domain;

import java.util.List;

/**
 * A text that a model wrote, made safe and compared with what it was given.
 *
 * @param text Markdown without links, images, HTML and invisible characters
 * @param citations the sources that it cites and that were verified, by number
 * @param marks as in {@link Answer#marks}
 * @param verification counts of the marks that cite
 */
public record CheckedText(
    String text,
    List<Answer.Citation> citations,
    List<Answer.Mark> marks,
    Answer.Verification verification) {
  public CheckedText {
    citations = List.copyOf(citations);
    marks = List.copyOf(marks);
  }
}
