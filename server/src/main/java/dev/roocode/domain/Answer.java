package dev.roocode.domain;

import java.util.List;

/**
 * What {@code ask} answers.
 *
 * @param kind how the text came to be
 * @param text Markdown; {@code [n]} refers to the n-th citation
 * @param citations in the order of their numbers, from 1
 * @param verification what a check of the text against the citations found
 * @param generator the name of what wrote the text
 * @param cached whether it was kept from an earlier, equal question
 * @param timings in milliseconds
 */
public record Answer(
    Kind kind,
    String text,
    List<Citation> citations,
    Verification verification,
    String generator,
    boolean cached,
    Timings timings) {
  /** How an answer came to be. */
  public enum Kind {
    /** Passages found, quoted. */
    EXTRACTIVE,
    /** Written by a model. */
    GENERATED,
    /** Nothing in the index answers the question. */
    ABSTAINED
  }

  /**
   * A place that the text refers to.
   *
   * @param number as it stands in the text
   * @param path the file
   * @param lines the lines
   * @param hash of the cited text
   */
  public record Citation(int number, FilePath path, LineRange lines, ContentHash hash) {}

  /** Counts of citations in the text: to what exists, to what does not, unchecked. */
  public record Verification(int cited, int fabricated, int unverified) {}

  /** Milliseconds from the request to each point. */
  public record Timings(long retrieve, long firstToken, long complete) {}

  public Answer {
    citations = List.copyOf(citations);
  }
}
