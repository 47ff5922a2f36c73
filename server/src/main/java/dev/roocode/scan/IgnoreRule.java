package dev.roocode.scan;

import dev.roocode.base.Glob;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.jspecify.annotations.Nullable;

/**
 * One line of an ignore file, matched by JGit's ignore engine. That engine turns stars into a
 * backtracking regular expression and descends again at every <code>**</code>: against a name of
 * 250 characters three stars took 40 ms and five 15 s. Patterns with several stars are therefore
 * matched by {@link Glob}, which is linear; the differential test against Git covers both.
 */
final class IgnoreRule {
  /** The most stars in a step, and the most <code>**</code> steps, that the engine is given. */
  private static final int ENGINE_STARS_MAX = 1;

  /** Whether a path below the folder of the ignore file matches. */
  @FunctionalInterface
  private interface Matcher {
    boolean matches(String path, boolean folder);
  }

  private final String pattern;
  private final String source;
  private final boolean negated;
  private final Matcher matcher;

  private IgnoreRule(String pattern, String source, Matcher matcher) {
    this.pattern = pattern;
    this.source = source;
    this.negated = pattern.startsWith("!");
    this.matcher = matcher;
  }

  /**
   * Null for lines without a rule.
   *
   * @throws IllegalArgumentException where the pattern is not well formed; Git lets such a rule
   *     match nothing
   */
  static @Nullable IgnoreRule parse(String line, String source) {
    String pattern = trimmed(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    String positive = pattern.startsWith("!") ? pattern.substring(1) : pattern;
    if (pattern.startsWith("#") || positive.isEmpty() || positive.equals("/")) {
      return null;
    }
    Matcher linear = new LinearMatcher(positive);
    if (needsLinear(positive)) {
      return new IgnoreRule(pattern, source, linear);
    }
    FastIgnoreRule engine = new FastIgnoreRule(positive);
    return new IgnoreRule(pattern, source, (path, folder) -> engine.isMatch(path, folder, true));
  }

  boolean matches(String path, boolean folder) {
    return matcher.matches(path, folder);
  }

  Verdict verdict(String word) {
    String reason =
        "is %s by the rule %s in %s"
            .formatted(negated ? "re-included" : "left out", pattern, source);
    return new Verdict(negated, word, pattern, reason, source);
  }

  /** Without trailing spaces, unless a backslash stands before them. */
  private static String trimmed(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isEscaped(String line, int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && line.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static boolean needsLinear(String pattern) {
    List<String> steps = new ArrayList<>(List.of(pattern.split("/", -1)));
    long deep = steps.stream().filter(step -> step.equals("**")).count();
    steps.removeIf(step -> step.equals("**"));
    return deep > ENGINE_STARS_MAX
        || steps.stream()
            .anyMatch(step -> step.chars().filter(c -> c == '*').count() > ENGINE_STARS_MAX);
  }

  /** The rules of gitignore(5) on top of {@link Glob}. */
  private static final class LinearMatcher implements Matcher {
    private final boolean folderOnly;
    private final boolean nameOnly;
    private final Glob glob;

    LinearMatcher(String pattern) {
      folderOnly = pattern.endsWith("/");
      String core = folderOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
      nameOnly = core.indexOf('/') < 0;
      glob = Glob.ofIgnoreFile(core.startsWith("/") ? core.substring(1) : core);
    }

    @Override
    public boolean matches(String path, boolean folder) {
      return (folder || !folderOnly)
          && glob.matches(nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path);
    }
  }
}
