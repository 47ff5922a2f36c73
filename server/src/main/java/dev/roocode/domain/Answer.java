package dev.roocode.domain;

import java.util.List;
import java.util.Optional;

/**
 * What {@code ask} answers.
 *
 * @param kind how the text came to be
 * @param text Markdown without links, images and HTML; {@code [n]} refers to the n-th source
 * @param citations the sources that the text cites and that were verified, by number
 * @param sources all passages that the text was made from, in the order of their numbers, from 1
 * @param marks pieces of the text that were checked, in their order, without overlap
 * @param verification counts of the marks that cite
 * @param generator the name of what wrote the text
 * @param cached whether it was kept from an earlier, equal question
 * @param complete false where a model broke off or reached its limit
 * @param problem why a model that was asked for did not write, or not to the end
 * @param timings in milliseconds
 */
public record Answer(
    Kind kind,
    String text,
    List<Citation> citations,
    List<Source> sources,
    List<Mark> marks,
    Verification verification,
    String generator,
    boolean cached,
    boolean complete,
    Optional<Fault> problem,
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

  /**
   * A passage that the text was made from.
   *
   * @param symbol the qualified name of the definition it belongs to, or {@code ""}
   * @param stale whether the file has changed since it was indexed
   */
  public record Source(int number, FilePath path, LineRange lines, String symbol, boolean stale) {}

  /** What a piece of the text claims to be. */
  public enum What {
    /** {@code [n]}. */
    SOURCE,
    /** {@code path:line} or {@code path:first-last}. */
    PLACE,
    /** A name in backquotes. */
    IDENTIFIER
  }

  /**
   * What a check against the passages found. It proves that the place exists and holds the name,
   * never that what is said about it is true.
   */
  public enum State {
    /** It is in the passages, and their file is as it was. */
    VERIFIED,
    /** No passage holds it, though the text says so. */
    FABRICATED,
    /** It is in the passages, but their file has changed since. */
    STALE,
    /** The passages do not show it; elsewhere it may exist. */
    UNVERIFIED
  }

  /**
   * A piece of the text that was checked.
   *
   * @param start in UTF-16 units of the text
   * @param end behind its last unit
   * @param place where it leads; known for {@link State#VERIFIED} and {@link State#STALE} alone
   */
  public record Mark(int start, int end, What what, State state, Optional<Place> place) {}

  /** Lines of a source. */
  public record Place(int number, FilePath path, LineRange lines) {}

  /** How many references to sources and places were found to be what; names are not counted. */
  public record Verification(int cited, int fabricated, int stale, int unverified) {}

  /** Milliseconds from the request to each point. */
  public record Timings(long retrieve, long firstToken, long complete, long verified) {}

  /** The same, given in place of what a model would have written, and why it did not. */
  public Answer insteadOf(Fault why, Timings now) {
    return with(cached, Optional.of(why), now);
  }

  /** The same, from what is kept. */
  public Answer again(Timings now) {
    return with(true, problem, now);
  }

  private Answer with(boolean nowCached, Optional<Fault> nowProblem, Timings now) {
    return new Answer(
        kind,
        text,
        citations,
        sources,
        marks,
        verification,
        generator,
        nowCached,
        complete,
        nowProblem,
        now);
  }

  public Answer {
    citations = List.copyOf(citations);
    sources = List.copyOf(sources);
    marks = List.copyOf(marks);
  }
}
