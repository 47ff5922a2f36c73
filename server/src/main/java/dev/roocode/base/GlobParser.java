package dev.roocode.base;

import dev.roocode.base.Glob.GlobProgram;
import dev.roocode.base.Glob.GlobProgram.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Turns the text of a {@link Glob} into its program; one pass, one recursion per open brace. */
final class GlobParser {
  private static final int[] NOWHERE = {};

  private final String pattern;
  private final boolean braces;
  private final List<@Nullable Step> steps = new ArrayList<>();
  private final List<int[]> jumps = new ArrayList<>();
  private int at;
  private boolean special;

  GlobParser(String pattern, boolean braces) {
    this.pattern = pattern;
    this.braces = braces;
  }

  GlobProgram program() {
    sequence(true, false, true);
    emit(null);
    String literal = special ? "" : pattern;
    return new GlobProgram(steps.toArray(new Step[0]), jumps.toArray(new int[0][]), literal);
  }

  /**
   * Reads to the end, or inside braces to the {@code ,} or <code>}</code> that ends the
   * alternative.
   *
   * @param stepStart whether a step of the path begins here
   * @param endsStep whether one ends where this ends
   */
  private void sequence(boolean stepStart, boolean inBraces, boolean endsStep) {
    boolean start = stepStart;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (inBraces && (c == ',' || c == '}')) {
        return;
      }
      switch (c) {
        case '*' -> stars(start, inBraces, endsStep);
        case '?' -> one(codePoint -> codePoint != '/');
        case '[' -> one(new ClassParser().read());
        case '{' -> openBrace(start, inBraces, endsStep);
        case '\\' -> escaped();
        default -> literal(pattern.codePointAt(at));
      }
      start = c == '/' || (start && pattern.charAt(at - 1) == '/');
    }
  }

  private void literal(int codePoint) {
    at += Character.charCount(codePoint);
    emit(other -> other == codePoint);
  }

  private void escaped() {
    at++;
    special = true;
    if (at == pattern.length()) {
      throw bad("ends with a backslash");
    }
    literal(pattern.codePointAt(at));
  }

  private void one(IntPredicate set) {
    special = true;
    at++;
    emit(set::test);
  }

  /** {@code *}, or <code>**</code> where it is a whole step of the path. */
  private void stars(boolean start, boolean inBraces, boolean endsStep) {
    special = true;
    int first = at;
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    boolean atEnd = at == pattern.length() || (inBraces && ",}".indexOf(pattern.charAt(at)) >= 0);
    boolean whole = start && at - first == 2;
    if (whole && atEnd && endsStep) {
      emit(codePoint -> true);
      loop(codePoint -> true);
    } else if (whole && !atEnd && pattern.charAt(at) == '/') {
      at++;
      int skip = emit(null);
      loop(codePoint -> true);
      emit(codePoint -> codePoint == '/');
      jumps.set(skip, new int[] {skip + 1, steps.size()});
    } else {
      loop(codePoint -> codePoint != '/');
    }
  }

  /** Any number of such characters: into the loop, round it, out of it. */
  private void loop(Step step) {
    int head = emit(null);
    emit(step);
    int back = emit(null);
    int out = steps.size();
    jumps.set(head, new int[] {head + 1, out});
    jumps.set(back, new int[] {head});
  }

  private void openBrace(boolean start, boolean inBraces, boolean outerEndsStep) {
    if (!braces) {
      literal('{');
      return;
    }
    special = true;
    int after = closing() + 1;
    boolean last =
        after == pattern.length() || (inBraces && ",}".indexOf(pattern.charAt(after)) >= 0);
    boolean endsStep = last ? outerEndsStep : pattern.charAt(after) == '/';
    int fork = emit(null);
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    do {
      at++;
      starts.add(steps.size());
      sequence(start, true, endsStep);
      ends.add(emit(null));
      if (at == pattern.length()) {
        throw bad("has a brace that is not closed");
      }
    } while (pattern.charAt(at) == ',');
    at++;
    jumps.set(fork, starts.stream().mapToInt(Integer::intValue).toArray());
    for (int end : ends) {
      jumps.set(end, new int[] {steps.size()});
    }
  }

  /** Where the brace at the current place is closed. */
  private int closing() {
    int depth = 0;
    for (int i = at; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return i;
      }
    }
    throw bad("has a brace that is not closed");
  }

  private int emit(@Nullable Step step) {
    steps.add(step);
    jumps.add(NOWHERE);
    return steps.size() - 1;
  }

  private IllegalArgumentException bad(String what) {
    return new IllegalArgumentException("the pattern '" + pattern + "' " + what);
  }

  /** Reads {@code [...]}; leaves {@code at} on the closing bracket. A class never holds a slash. */
  private final class ClassParser {
    private IntPredicate set = codePoint -> false;

    IntPredicate read() {
      at++;
      boolean negated = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
      at += negated ? 1 : 0;
      int first = at;
      while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
        if (pattern.startsWith("[:", at)) {
          named();
        } else {
          range();
        }
      }
      if (at >= pattern.length()) {
        throw bad("has a bracket that is not closed");
      }
      IntPredicate read = set;
      return codePoint -> codePoint != '/' && read.test(codePoint) != negated;
    }

    private void range() {
      int low = codePoint();
      boolean ranged =
          at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      at += ranged ? 1 : 0;
      int high = ranged ? codePoint() : low;
      set = set.or(codePoint -> low <= codePoint && codePoint <= high);
    }

    private int codePoint() {
      at += pattern.charAt(at) == '\\' ? 1 : 0;
      if (at >= pattern.length()) {
        throw bad("ends with a backslash");
      }
      int codePoint = pattern.codePointAt(at);
      at += Character.charCount(codePoint);
      return codePoint;
    }

    private void named() {
      int end = pattern.indexOf(":]", at + 2);
      if (end < 0) {
        throw bad("has a bracket that is not closed");
      }
      set = set.or(posix(pattern.substring(at + 2, end)));
      at = end + 2;
    }

    private IntPredicate posix(String name) {
      return switch (name) {
        case "alpha" -> c -> c < 128 && Character.isLetter(c);
        case "digit" -> c -> c >= '0' && c <= '9';
        case "alnum" -> c -> c < 128 && Character.isLetterOrDigit(c);
        case "upper" -> c -> c >= 'A' && c <= 'Z';
        case "lower" -> c -> c >= 'a' && c <= 'z';
        case "space" -> c -> c == ' ' || (c >= '\t' && c <= '\r');
        case "blank" -> c -> c == ' ' || c == '\t';
        case "xdigit" -> c -> c < 128 && Character.digit(c, 16) >= 0;
        case "punct" -> c -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        case "cntrl" -> c -> c < ' ' || c == 127;
        case "print" -> c -> c >= ' ' && c < 127;
        case "graph" -> c -> c > ' ' && c < 127;
        default -> throw bad("names an unknown class [:" + name + ":]");
      };
    }
  }
}
