package dev.roocode.answer;

/**
 * Shows characters that nobody sees, as {@code ⟨U+202E⟩}: they turn text around, hide words between
 * letters, or carry messages to a model.
 */
final class Visible {
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int JOINER = 0x200D;

  private Visible() {}

  static String of(String text) {
    if (text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t')) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int before = ' ';
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      append(c, before, shown);
      before = c;
      at += Character.charCount(c);
    }
    return shown.toString();
  }

  /** The character, or its name; nothing for a carriage return. */
  static void append(int c, int before, StringBuilder to) {
    if (c == '\r') {
      return;
    }
    if (isHidden(c, before)) {
      to.append(String.format("⟨U+%04X⟩", c));
    } else {
      to.appendCodePoint(c);
    }
  }

  private static boolean isHidden(int c, int before) {
    if (c == '\n' || c == '\t') {
      return false;
    }
    if (c == EMOJI_STYLE || c == JOINER) {
      return !(Character.isEmoji(before)
          || (before == EMOJI_STYLE && c == JOINER)
          || Character.isEmojiModifier(before));
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isBlankLetter(c);
    };
  }

  /** Letters and marks without a shape, and the planes of selectors and tags. */
  private static boolean isBlankLetter(int c) {
    return c == 0x034F
        || (c >= 0x115F && c <= 0x1160)
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xFE00 && c < EMOJI_STYLE)
        || c == 0xFFA0
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }
}
