package dev.roocode.base;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over paths: {@code *} and {@code ?} inside one step of the path, <code>**</code> over
 * steps, {@code [a-z]}, {@code [!a-z]}, <code>{a,b}</code> (nested too), and {@code \} before a
 * character that is meant as such. Paths are separated by {@code /}; case counts. Immutable and
 * thread-safe.
 *
 * <p>Runs all ways through the pattern at once (Thompson, CACM 11(6), 1968), so that the time is at
 * most the product of the two lengths whatever the pattern. The globs of the JDK backtrack: nine
 * stars take minutes.
 */
public final class Glob {
  /** The longest pattern, in characters. */
  public static final int MAX_CHARS = 1_000;

  private final String pattern;
  private final @Nullable GlobProgram program;
  private final @Nullable GlobProgram folder;

  /**
   * @param program what paths match, null where only {@code folder} counts
   * @param folder a folder of which everything matches, null where there is none
   */
  private Glob(String pattern, @Nullable GlobProgram program, @Nullable GlobProgram folder) {
    this.pattern = pattern;
    this.program = program;
    this.folder = folder;
  }

  /**
   * A pattern for whole paths: {@code *.java} matches no file in a folder.
   *
   * @throws IllegalArgumentException with a sentence for people, where the pattern is too long or
   *     not well formed
   */
  public static Glob of(String pattern) {
    return new Glob(pattern, compile(bounded(pattern), true), null);
  }

  /**
   * A pattern as people write filters: without a {@code /} it matches at any depth, and where its
   * last step is a plain name, that may be a folder of which everything matches. {@code docs},
   * {@code src/main/}, {@code *.ts}, {@code /README.md}, <code>**{@literal /}*.{js,ts}</code>.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static Glob forPaths(String pattern) {
    String core = bounded(pattern.strip());
    boolean here = core.startsWith("./") || core.startsWith("/");
    core = here ? core.substring(core.indexOf('/') + 1) : core;
    boolean below = core.endsWith("/") || core.endsWith("/**");
    core = below ? core.substring(0, core.lastIndexOf('/')) : core;
    if (core.isEmpty()) {
      throw new IllegalArgumentException("the pattern '" + pattern + "' is empty");
    }
    GlobProgram program = compile((here || core.indexOf('/') >= 0 ? "" : "**/") + core, true);
    boolean plain = isPlain(core.substring(core.lastIndexOf('/') + 1));
    return new Glob(pattern, below ? null : program, below || plain ? program : null);
  }

  /**
   * The dialect of ignore files: as {@link #of}, but braces are ordinary characters.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static Glob ofIgnoreFile(String pattern) {
    return new Glob(pattern, compile(bounded(pattern), false), null);
  }

  /** Whether the path of a file matches. */
  public boolean matches(String path) {
    if (program != null && program.matches(path)) {
      return true;
    }
    for (int at = path.indexOf('/', 1); folder != null && at > 0; at = path.indexOf('/', at + 1)) {
      if (folder.matches(path.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  /** Whether all files below the folder match, as far as that shows in the pattern. */
  public boolean matchesAllIn(String path) {
    return folder != null && folder.matches(path);
  }

  /** As it was written. */
  public String pattern() {
    return pattern;
  }

  @Override
  public String toString() {
    return pattern;
  }

  private static GlobProgram compile(String pattern, boolean braces) {
    return new GlobParser(pattern, braces).program();
  }

  private static String bounded(String pattern) {
    if (pattern.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "the pattern '%s…' has %d characters, at most %d are allowed"
              .formatted(pattern.substring(0, 20), pattern.length(), MAX_CHARS));
    }
    return pattern;
  }

  private static boolean isPlain(String step) {
    return step.chars().noneMatch(c -> "*?[{},\\".indexOf(c) >= 0);
  }

  /** Instructions, and the machine that runs them. */
  static final class GlobProgram {
    /** What an instruction does with a character. */
    @FunctionalInterface
    interface Step {
      boolean takes(int codePoint);
    }

    private final Step[] steps;
    private final int[][] jumps;
    private final int accept;
    private final String literal;

    /**
     * @param steps by state: what takes one character and moves to the next state; null elsewhere
     * @param jumps by state: where one may be as well without a character
     * @param literal the whole pattern where it has no special character, else empty
     */
    GlobProgram(Step[] steps, int[][] jumps, String literal) {
      this.steps = steps;
      this.jumps = jumps;
      this.accept = steps.length - 1;
      this.literal = literal;
    }

    boolean matches(String path) {
      return literal.isEmpty() ? run(path) : literal.equals(path);
    }

    private boolean run(String path) {
      int[] now = new int[steps.length];
      int[] next = new int[steps.length];
      int[] seen = new int[steps.length];
      Arrays.fill(seen, -1);
      int count = add(0, -1, now, 0, seen);
      count = close(now, count, seen, -1);
      for (int at = 0; at < path.length() && count > 0; ) {
        int codePoint = path.codePointAt(at);
        int found = 0;
        for (int i = 0; i < count; i++) {
          if (takes(now[i], codePoint)) {
            found = add(now[i] + 1, at, next, found, seen);
          }
        }
        count = close(next, found, seen, at);
        int[] swap = now;
        now = next;
        next = swap;
        at += Character.charCount(codePoint);
      }
      for (int i = 0; i < count; i++) {
        if (now[i] == accept) {
          return true;
        }
      }
      return false;
    }

    private boolean takes(int state, int codePoint) {
      Step step = steps[state];
      return step != null && step.takes(codePoint);
    }

    /** Adds all that can be reached without a character; the list grows while it is read. */
    private int close(int[] states, int count, int[] seen, int mark) {
      int end = count;
      for (int i = 0; i < end; i++) {
        for (int target : jumps[states[i]]) {
          end = add(target, mark, states, end, seen);
        }
      }
      return end;
    }

    private static int add(int state, int mark, int[] states, int count, int[] seen) {
      if (seen[state] == mark + 1) {
        return count;
      }
      seen[state] = mark + 1;
      states[count] = state;
      return count + 1;
    }
  }
}
