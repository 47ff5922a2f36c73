package dev.roocode.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes a piece of one line of Markdown harmless: no HTML, no link, no image, no entity is left
 * outside of inline code, and every reader finds the same inline code in it.
 *
 * <p>HTML begins with {@code <} and a letter, a link needs {@code ](}: a space between them ends
 * both. Addresses, which readers make links of by themselves, become inline code.
 */
final class Inline {
  /** Addresses with any scheme; schemes that do something; {@code www.}; mail; entities. */
  private static final Pattern ACTIVE =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\\s`|$<>]*"
              + "|(?i:command|javascript|vbscript|vscode(?:-insiders)?|data|file|mailto|xmpp|blob|tel):[^\\s`|$<>]+"
              + "|(?i:www)\\.[^\\s`|$<>]+"
              + "|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"
              + "|&(?:#[0-9A-Za-z]+|[A-Za-z][A-Za-z0-9]*);");

  private static final String TRAILING = ".,:!?)]}'\"*_、。，）」』";

  private final String text;
  private final Matcher active;
  private final StringBuilder safe = new StringBuilder();
  private int at;

  private Inline(String text) {
    this.text = text;
    this.active = ACTIVE.matcher(text);
  }

  /**
   * @param text without line ends
   */
  static String safe(String text) {
    return new Inline(text).run();
  }

  private String run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '`') {
        code();
      } else if (startsToken() && active.region(at, text.length()).lookingAt()) {
        address();
      } else {
        safe.append(c);
        at++;
        if (at < text.length() && isActive(c, text.charAt(at))) {
          safe.append(' ');
        }
      }
    }
    return safe.toString();
  }

  private boolean startsToken() {
    return at == 0 || text.charAt(at) == '&' || !isLetterOrDigit(text.charAt(at - 1));
  }

  /** Whether the two together begin HTML, a link, a definition of one, or a formula. */
  static boolean isActive(char first, char second) {
    return switch (first) {
      case '<' -> isLetter(second) || second == '/' || second == '!' || second == '?';
      case ']' -> second == '(' || second == '[' || second == ':';
      case '$' -> second == '$';
      case ':' -> second == '/';
      default -> false;
    };
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  /**
   * A run of backquotes that nothing closes opens nothing. Nor does one around what is not harmless
   * and has bars or dollars: tables are cut, and formulas found, before code is.
   */
  private void code() {
    int open = Code.endOfRun(text, at);
    int close = Code.closing(text, at, open);
    if (close < 0 || isTorn(text.substring(open, close))) {
      safe.append("'".repeat(open - at));
      at = open;
      return;
    }
    String fence = text.substring(at, open);
    put(fence, text.substring(open, close), close + fence.length());
  }

  private static boolean isTorn(String code) {
    return (code.indexOf('|') >= 0 || code.indexOf('$') >= 0)
        && (ACTIVE.matcher(code).find()
            || IntStream.range(1, code.length())
                .anyMatch(i -> isActive(code.charAt(i - 1), code.charAt(i))));
  }

  private void address() {
    int end = active.end();
    while (end > at + 1 && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    put("`", text.substring(at, end), end);
  }

  /** A backslash before would take the quote's meaning away, a quote before would lengthen it. */
  private void put(String fence, String content, int next) {
    while (safe.length() > 0 && safe.charAt(safe.length() - 1) == '\\') {
      safe.setLength(safe.length() - 1);
    }
    if (safe.length() > 0 && safe.charAt(safe.length() - 1) == '`') {
      safe.append(' ');
    }
    safe.append(fence).append(content).append(fence);
    at = next;
  }
}
