package dev.roocode.answer;

/** Puts text of the index into Markdown so that it stays text, whatever it holds. */
final class Markdown {
  private Markdown() {}

  /** Inline code; fenced with more backquotes than the text has in a row. */
  static String code(String text) {
    String oneLine = Visible.of(text.replace('\n', ' ').replace('\r', ' '));
    String fence = "`".repeat(longestRun(oneLine) + 1);
    String pad = oneLine.startsWith("`") || oneLine.endsWith("`") ? " " : "";
    return fence + pad + oneLine + pad + fence;
  }

  /** A block of code. */
  static String block(String language, String text) {
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + "\n" + text + "\n" + fence + "\n";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
