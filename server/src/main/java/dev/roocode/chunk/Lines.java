package dev.roocode.chunk;

import java.util.List;

/** A text as rows, counted from 0. Rows end at {@code \n} and nowhere else. */
final class Lines {
  private static final int TAB = 4;
  private static final int SHORT = 5; // as endif
  private static final List<String> CLOSERS = List.of("end", "fi", "done", "esac", "endif");

  private final String text;
  private final int[] starts; // one more than there are rows
  private final int[] indents; // in columns; -1 for a blank row
  private final int[] inks; // offset of the first character that is no white space
  private final int filled;

  Lines(String text) {
    this.text = text;
    int rows = 1 + (int) text.chars().filter(c -> c == '\n').count();
    starts = new int[rows + 1];
    indents = new int[rows];
    inks = new int[rows];
    int at = 0;
    int full = 0;
    for (int row = 0; row < rows; row++) {
      starts[row] = at;
      int end = text.indexOf('\n', at);
      at = (end < 0 ? text.length() : end) + 1;
      indents[row] = indentOf(row, at - 1);
      full += indents[row] < 0 ? 0 : 1;
    }
    starts[rows] = at;
    filled = full;
  }

  private int indentOf(int row, int end) {
    int columns = 0;
    for (int i = starts[row]; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        inks[row] = i;
        return columns;
      }
      columns += c == '\t' ? TAB - columns % TAB : 1;
    }
    return -1;
  }

  int rows() {
    return indents.length;
  }

  /** How many rows are not blank. */
  int filled() {
    return filled;
  }

  boolean blank(int row) {
    return indents[row] < 0;
  }

  /** Columns before the first character that is no white space. */
  int indent(int row) {
    return indents[row];
  }

  /** Characters of the row, without its end. */
  int length(int row) {
    return starts[row + 1] - starts[row] - 1;
  }

  /** Characters of these rows and all between, without the last end. */
  int chars(int first, int last) {
    return starts[last + 1] - 1 - starts[first];
  }

  /** The row without its end. */
  String row(int row) {
    return text.substring(starts[row], starts[row + 1] - 1);
  }

  /** These rows and all between, without the last end. */
  String rows(int first, int last) {
    return text.substring(starts[first], starts[last + 1] - 1);
  }

  /** Whether the row only ends what an earlier one began. */
  boolean closes(int row) {
    if (blank(row)) {
      return false;
    }
    int at = inks[row];
    char c = text.charAt(at);
    return c == '}' || c == ')' || c == ']' || text.startsWith("</", at) || startsWithCloser(at);
  }

  private boolean startsWithCloser(int at) {
    if (text.charAt(at) != 'e' && text.charAt(at) != 'f' && text.charAt(at) != 'd') {
      return false;
    }
    for (String closer : CLOSERS) {
      int end = at + closer.length();
      if (text.startsWith(closer, at)
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the row looks like a comment or an annotation, whatever the language. */
  boolean comments(int row) {
    if (blank(row)) {
      return false;
    }
    int at = inks[row];
    return switch (text.charAt(at)) {
      case '#', '*', '%', '@' -> true;
      case '/' -> text.startsWith("//", at) || text.startsWith("/*", at);
      case '-' -> text.startsWith("--", at);
      case ';' -> text.startsWith(";;", at);
      case '<' -> text.startsWith("<!--", at);
      default -> false;
    };
  }

  /** Whether the row says anything: holds a letter or digit, and is not just a closing word. */
  boolean speaks(int row) {
    int end = starts[row + 1] - 1;
    if (blank(row) || (closes(row) && end - inks[row] <= SHORT)) {
      return false;
    }
    for (int i = inks[row]; i < end; i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
