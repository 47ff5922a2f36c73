package dev.roocode.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * After which lines of code a statement may be over, in any language: where all parentheses and
 * brackets are closed and the next line does not go on with the same expression.
 */
final class Statements {
  /** How a line begins that belongs to the one before. */
  private static final String GOES_ON = ".)]?:&|+-*/=,";

  private final List<Boolean> ends = new ArrayList<>();

  private Statements() {}

  static Statements of(String code) {
    Statements statements = new Statements();
    String[] lines = code.split("\n", -1);
    int open = 0;
    for (int i = 0; i < lines.length; i++) {
      open = Math.max(0, open + opened(lines[i]));
      statements.ends.add(open == 0 && (i + 1 == lines.length || !goesOn(lines[i + 1])));
    }
    return statements;
  }

  /** Whether the first so many lines end with one. */
  boolean endWith(int count) {
    return ends.get(count - 1);
  }

  private static int opened(String line) {
    int open = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      open += c == '(' || c == '[' ? 1 : 0;
      open -= c == ')' || c == ']' ? 1 : 0;
    }
    return open;
  }

  private static boolean goesOn(String line) {
    String bare = line.strip();
    boolean comment = bare.startsWith("//") || bare.startsWith("/*") || bare.startsWith("*");
    return !bare.isEmpty() && !comment && GOES_ON.indexOf(bare.charAt(0)) >= 0;
  }
}
