package dev.roocode.chunk;

import dev.roocode.domain.Language;
import java.util.regex.Pattern;

/**
 * Input that ends the whole process in the native code of some grammar, found by feeding each
 * grammar nonsense. Their scanners keep open strings and heredocs in a buffer of 1,024 bytes and
 * assert that they fit: those of Kotlin break at some hundred string templates within each other,
 * that of Ruby at a heredoc marker of more than 255 characters. Nobody writes either.
 */
final class ParserHazard {
  private static final int DEEPEST_BRACES = 400;
  private static final Pattern MARKER =
      Pattern.compile("<<[-~]?(?:\\w{200}|\"[^\"]{200}|'[^']{200}|`[^`]{200})");

  private ParserHazard() {}

  /** What is wrong with the text, or {@code ""}. */
  static String in(Language language, String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && ++depth > DEEPEST_BRACES) {
        return "holds too many braces within each other";
      }
      depth -= c == '}' && depth > 0 ? 1 : 0;
    }
    return language == Language.RUBY && MARKER.matcher(text).find()
        ? "holds a heredoc marker of too many characters"
        : "";
  }
}
