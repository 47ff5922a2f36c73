package dev.roocode.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a long question says what it is about: its first sentence, as the title of an issue or the
 * subject of a message.
 */
final class Opening {
  /** A beginning with fewer telling words ("Hello.") goes on to the next end of a sentence. */
  private static final int TELLING_WORDS = 3;

  /** A first sentence that goes on for longer is a pasted text. */
  private static final int CHARS = 400;

  private static final Pattern END = Pattern.compile("[.!?](?=\\s)|[。！？]|\\n");

  private Opening() {}

  /** The shortest beginning that tells something; empty where that is the whole question. */
  static Optional<String> of(String question) {
    String text = question.strip();
    Matcher end = END.matcher(text);
    while (end.find() && end.start() <= CHARS) {
      String opening = text.substring(0, end.start());
      if (Words.queryTerms(opening).size() >= TELLING_WORDS) {
        return text.substring(end.end()).isBlank() ? Optional.empty() : Optional.of(opening);
      }
    }
    return Optional.empty();
  }
}
