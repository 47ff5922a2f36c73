package dev.roocode.scan;

import dev.roocode.domain.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file or folder is taken, and what decided it.
 *
 * @param taken whether it belongs into the index
 * @param word the stable word of the kind of rule
 * @param rule the pattern, or the word again, null where no rule decided
 * @param reason one plain sentence that goes on after the path: {@code is not text}
 * @param source where the rule stands ({@code src/.gitignore:3}), null for built-in ones
 */
record Verdict(
    boolean taken, String word, @Nullable String rule, String reason, @Nullable String source) {
  static final Verdict TAKEN = new Verdict(true, "", null, "belongs into the index", null);

  static Verdict left(Rule rule) {
    return left(rule, "");
  }

  /** With a detail that goes behind the rule's own sentence. */
  static Verdict left(Rule rule, String detail) {
    String reason = rule.sentence() + (detail.isEmpty() ? "" : ": " + detail);
    return new Verdict(false, rule.word(), rule.word(), reason, null);
  }

  /** Whether a {@code .roocodeignore} decided. */
  boolean isOwn() {
    return word.equals(IgnoreFile.Kind.ROOCODE.word());
  }

  Problem problem(String path) {
    return new Problem(path, word, reason);
  }
}
