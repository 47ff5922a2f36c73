package dev.roocode.scan;

import dev.roocode.domain.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One file of ignore rules, in the syntax of gitignore(5): the last rule that matches decides. */
final class IgnoreFile {
  /** A longer ignore file is read up to here and reported. */
  static final int MAX_BYTES = 1 << 20;

  /** Further rules of an ignore file are reported and do not count. */
  static final int MAX_RULES = 5_000;

  /** The kinds of ignore files; earlier ones win over later ones. */
  enum Kind {
    /** Own rules that only this index follows. */
    ROOCODE("roocodeignore"),
    /** Rules that search tools share. */
    IGNORE("ignore"),
    /** Git's rules in the tree. */
    GIT("gitignore"),
    /** Git's rules beside the tree: {@code .git/info/exclude}, then the user's. */
    GIT_LOCAL("gitignore");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** The name of such files in the tree. */
    String fileName() {
      return "." + word;
    }
  }

  private final Kind kind;
  private final String base;
  private final List<IgnoreRule> rules;

  private IgnoreFile(Kind kind, String base, List<IgnoreRule> rules) {
    this.kind = kind;
    this.base = base;
    this.rules = rules;
  }

  /**
   * Reads the file if there is one with rules.
   *
   * @param base absolute path of the folder the rules hold in, separated by {@code /}
   * @param shown how the file is called in explanations
   */
  static @Nullable IgnoreFile read(
      Kind kind, Path file, String base, String shown, Consumer<Problem> problems) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile() || (inTree(kind) && Files.isSymbolicLink(file))) {
        problems.accept(problem(shown, Rule.UNREADABLE, "is no plain file; it has no rules"));
        return null;
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_BYTES);
      }
      if (attributes.size() > MAX_BYTES) {
        problems.accept(problem(shown, Rule.TOO_LARGE, "only its first 1 MiB counts"));
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      List<IgnoreRule> rules = parse(text, shown, problems);
      return rules.isEmpty() ? null : new IgnoreFile(kind, base, rules);
    } catch (IOException e) {
      problems.accept(problem(shown, Rule.UNREADABLE, "its rules do not count: " + e.getMessage()));
      return null;
    }
  }

  /** Git itself does not follow links to ignore files inside the tree. */
  private static boolean inTree(Kind kind) {
    return kind != Kind.GIT_LOCAL;
  }

  private static List<IgnoreRule> parse(String text, String shown, Consumer<Problem> problems) {
    List<IgnoreRule> rules = new ArrayList<>();
    int number = 0;
    for (String line : text.substring(text.startsWith("\uFEFF") ? 1 : 0).split("\n", -1)) {
      number++;
      if (rules.size() == MAX_RULES) {
        problems.accept(problem(shown, Rule.TOO_LARGE, "only its first 5,000 rules count"));
        break;
      }
      try {
        IgnoreRule rule = IgnoreRule.parse(line, shown + ":" + number);
        if (rule != null) {
          rules.add(rule);
        }
      } catch (IllegalArgumentException e) {
        problems.accept(problem(shown + ":" + number, Rule.BAD_PATTERN, "" + e.getMessage()));
      }
    }
    return rules;
  }

  private static Problem problem(String shown, Rule rule, String detail) {
    return Verdict.left(rule, detail).problem(shown);
  }

  /**
   * The rule that decides about a path, null where none does. Rules look at the path itself alone:
   * what lies in an ignored folder is never asked for.
   *
   * @param absolute separated by {@code /}
   */
  @Nullable Verdict match(String absolute, boolean folder) {
    String path = absolute.substring(base.endsWith("/") ? base.length() : base.length() + 1);
    for (int i = rules.size() - 1; i >= 0; i--) {
      IgnoreRule rule = rules.get(i);
      if (rule.matches(path, folder)) {
        return rule.verdict(kind.word());
      }
    }
    return null;
  }
}
