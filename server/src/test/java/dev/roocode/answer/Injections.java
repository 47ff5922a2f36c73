package dev.roocode.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that try to get out of their place, and what must not be left of them. */
final class Injections {
  static final Path FILE = Path.of("src/test/resources/answer/injections.txt");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(n|r|\\\\|u[0-9A-F]{4})");

  /** What a reader of Markdown, HTML or a terminal acts on. */
  private static final List<Pattern> ACTIVE =
      List.of(
          Pattern.compile("<[A-Za-z/!?]"),
          Pattern.compile("\\]\\("),
          Pattern.compile("\\]\\["),
          Pattern.compile("\\]:"),
          Pattern.compile("[A-Za-z]://"),
          Pattern.compile("(?i)\\bwww\\."),
          Pattern.compile("(?i)\\b(command|javascript|data|mailto|vscode):\\S"),
          Pattern.compile("[A-Za-z0-9]@[A-Za-z0-9-]+\\.[a-z]"),
          Pattern.compile("&(#|[A-Za-z]+;)"));

  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cf}\\p{Cc}\\u2028\\u2029\\x{E0000}-\\x{E0FFF}&&[^\\n\\t]]");

  private Injections() {}

  static List<String> all() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> !line.startsWith("#"))
          .map(Injections::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String line) {
    return ESCAPE
        .matcher(line)
        .replaceAll(match -> {
          String code = match.group(1);
          return Matcher.quoteReplacement(
              switch (code.charAt(0)) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case '\\' -> "\\";
                default -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
              });
        });
  }

  /** What is still active, or hidden, in a text that was made safe; {@code ""} for nothing. */
  static String leftIn(String safe) {
    Matcher hidden = HIDDEN.matcher(safe);
    if (hidden.find()) {
      return "hidden U+%04X".formatted(hidden.group().codePointAt(0));
    }
    String prose = proseOf(safe);
    for (Pattern pattern : ACTIVE) {
      Matcher found = pattern.matcher(prose);
      if (found.find()) {
        return found.group() + " in " + prose;
      }
    }
    return "";
  }

  /**
   * The text without its code, by the plainest of rules: fences stand at the start of a line, and
   * inline code ends on its line.
   */
  private static String proseOf(String markdown) {
    StringBuilder prose = new StringBuilder();
    String fence = "";
    for (String line : markdown.split("\n", -1)) {
      Matcher mark = Pattern.compile("(`{3,}(?=[^`]*$)|~{3,}).*").matcher(line);
      if (!fence.isEmpty()) {
        boolean closes = line.strip().matches(Pattern.quote(fence.substring(0, 1)) + "+");
        fence = closes && line.strip().length() >= fence.length() ? "" : fence;
      } else if (mark.matches()) {
        fence = mark.group(1);
      } else {
        prose.append(line.replaceAll("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", "⌨")).append('\n');
      }
    }
    return fence.isEmpty() ? prose.toString() : prose + "[open]( block";
  }
}
