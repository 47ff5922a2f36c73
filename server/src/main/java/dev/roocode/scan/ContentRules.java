package dev.roocode.scan;

import dev.roocode.domain.Language;
import dev.roocode.domain.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about what is in a file. Each looks at it once, from front to back. */
final class ContentRules {
  /** How much of a file tells whether it is text. */
  static final int HEAD_BYTES = 8 << 10;

  /** More control characters than one in so many make a binary file; random bytes have one in 9. */
  private static final int BYTES_PER_CONTROL = 20;

  /** Lines in which generators leave their mark. */
  private static final int HEAD_LINES = 30;

  private static final int MINIFIED_MIN_CHARS = 5_000;
  private static final int MINIFIED_LINE_CHARS = 300;

  /** A line of a key in base64; shorter runs after the words are only talk about keys. */
  private static final int KEY_RUN_CHARS = 40;

  private static final int KEY_WINDOW_CHARS = 400;

  private static final List<String> COMMENTS =
      List.of("//", "/*", "*", "#", "--", ";", "<!--", "%", "\"\"\"", "'''", "{-", "(*", "rem ");

  private static final List<String> KEEP_OFF =
      List.of("do not edit", "do not modify", "don't edit", "do not change", "do not hand edit");

  private static final Set<String> TOKEN_FILES =
      Set.of(".npmrc", ".yarnrc.yml", ".yarnrc", "pip.conf");

  private static final List<String> TOKENS =
      List.of("_authtoken=", "_auth=", "_password=", "npmauthtoken:", "npmauthident:");

  private ContentRules() {}

  /** Whether the beginning of a file cannot be text: a zero byte, or many control characters. */
  static boolean isBinary(byte[] head) {
    if (Decoding.isWide(head)) {
      return false;
    }
    int controls = 0;
    for (int i = 0; i < Math.min(head.length, HEAD_BYTES); i++) {
      byte b = head[i];
      if (b == 0) {
        return true;
      }
      boolean usual = b >= ' ' || b < 0 || (b >= '\b' && b <= '\r') || b == 0x1B;
      controls += usual ? 0 : 1;
    }
    return controls * BYTES_PER_CONTROL > Math.min(head.length, HEAD_BYTES);
  }

  /** The rule that leaves out the text, null where none does. */
  static @Nullable Verdict of(ScannedFile file, String text) {
    if (holdsPrivateKey(text)) {
      return Verdict.left(Rule.PRIVATE_KEY);
    }
    if (TOKEN_FILES.contains(file.path().name()) && holdsToken(text)) {
      return Verdict.left(Rule.SECRET, "it has an access token");
    }
    int longest = longestLine(text);
    if (longest > Limits.LINE_CHARS) {
      return Verdict.left(Rule.LONG_LINE, longest + " characters, at most " + Limits.LINE_CHARS);
    }
    if (file.wanted()) {
      return null;
    }
    if (isMinified(file.language(), text)) {
      return Verdict.left(Rule.MINIFIED, "its lines are very long on average");
    }
    String mark = generatorMark(file.language(), text);
    return mark == null ? null : Verdict.left(Rule.GENERATED, "it says so: " + mark);
  }

  private static boolean holdsPrivateKey(String text) {
    int at = text.indexOf("PRIVATE KEY");
    while (at >= 0) {
      int begin = text.lastIndexOf("-----BEGIN ", at);
      int end = text.indexOf("-----", at);
      if (begin >= 0 && at - begin < 40 && end >= 0 && end - at < 30 && keyFollows(text, end + 5)) {
        return true;
      }
      at = text.indexOf("PRIVATE KEY", at + 1);
    }
    return false;
  }

  private static boolean keyFollows(String text, int from) {
    int run = 0;
    for (int i = from; i < Math.min(text.length(), from + KEY_WINDOW_CHARS); i++) {
      char c = text.charAt(i);
      boolean base64 =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      run = base64 ? run + 1 : 0;
      if (run >= KEY_RUN_CHARS) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsToken(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace(" ", "");
    return TOKENS.stream().anyMatch(plain::contains);
  }

  private static int longestLine(String text) {
    int longest = 0;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      longest = Math.max(longest, end - start);
      start = end + 1;
    }
    return Math.max(longest, text.length() - start);
  }

  private static boolean isMinified(Language language, String text) {
    if (text.length() < MINIFIED_MIN_CHARS
        || (language != Language.JAVASCRIPT && language != Language.CSS)) {
      return false;
    }
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    return text.length() / lines > MINIFIED_LINE_CHARS;
  }

  /** The comment line in which a generator says that it wrote the file, null where none does. */
  private static @Nullable String generatorMark(Language language, String text) {
    String generated = null;
    boolean keepOff = false;
    int start = 0;
    for (int i = 0; i < HEAD_LINES && start < text.length(); i++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, Math.min(end, start + 500)).strip();
      start = end + 1;
      if (!isComment(language, line)) {
        continue;
      }
      String lower = line.toLowerCase(Locale.ROOT);
      if (isTag(lower)) {
        return line;
      }
      generated = generated == null && lower.contains("generated") ? line : generated;
      keepOff |= KEEP_OFF.stream().anyMatch(lower::contains);
      if (generated != null && keepOff) {
        return generated;
      }
    }
    return null;
  }

  /** {@code @generated} or {@code <auto-generated>} as the first word of a comment line. */
  private static boolean isTag(String lower) {
    int at = 0;
    while (at < lower.length() && "/*#-;%!\"'({ ".indexOf(lower.charAt(at)) >= 0) {
      at++;
    }
    String words = lower.substring(at);
    return words.startsWith("<auto-generated") || words.matches("@generated\\b.*");
  }

  /** In documents a {@code #} or {@code *} begins headings and lists. */
  private static boolean isComment(Language language, String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    boolean document = language.nature() == Language.Nature.DOCUMENT && language != Language.TEXT;
    return document ? lower.startsWith("<!--") : COMMENTS.stream().anyMatch(lower::startsWith);
  }
}
