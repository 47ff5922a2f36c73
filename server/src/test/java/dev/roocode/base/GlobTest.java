package dev.roocode.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
  /** Pattern, paths that match, paths that do not. */
  private record Case(String pattern, String yes, String no) {}

  private static final List<Case> WHOLE =
      List.of(
          new Case("a.txt", "a.txt", "b.txt x/a.txt a.txt/x A.txt"),
          new Case("*.txt", "a.txt .txt", "a.md x/a.txt"),
          new Case("?.txt", "a.txt é.txt 😀.txt", ".txt ab.txt /.txt"),
          new Case("**", "a a/b a/b/c.txt", ""),
          new Case("**/a", "a x/a x/y/a", "xa a/x"),
          new Case("a/**", "a/b a/b/c", "a b/a"),
          new Case("a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb xa/b"),
          new Case("a**b", "ab axxb", "a/b"),
          new Case("a/*/b", "a/x/b", "a/b a/x/y/b"),
          new Case("[a-c]x", "ax cx", "dx x /x"),
          new Case("[!a-c]x", "dx", "ax /x"),
          new Case("[^a]", "b", "a /"),
          new Case("[]a]", "] a", "b"),
          new Case("[a-]", "a -", "b"),
          new Case("[[:digit:][:upper:]]", "1 Q", "q"),
          new Case("{a,b}.js", "a.js b.js", "c.js {a,b}.js"),
          new Case("x{,.min}.js", "x.js x.min.js", "xmin.js"),
          new Case("{a,{b,c}d}e", "ae bde cde", "be abde"),
          new Case("{**/x,y}", "x a/x y", "a/y"),
          new Case("{**,a}b", "ab xb", "x/b"),
          new Case("x/{**,a}", "x/a x/b/c", "x y/a"),
          new Case("{a,**}/b", "a/b x/y/b", "b"),
          new Case("{[}],a}b", "}b ab", "b"),
          new Case("{src,lib}/**/*.{ts,tsx}", "src/a.ts lib/x/y.tsx", "src/a.js a.ts"),
          new Case("\\*", "*", "a"),
          new Case("a}", "a}", "a"));

  private static final List<Case> FILTERS =
      List.of(
          new Case("*.ts", "a.ts x/y/a.ts", "a.tsx"),
          new Case("docs", "docs docs/a x/docs/y/z", "docs2/a mydocs"),
          new Case("docs/", "docs/a x/docs/b", "docs x/docs"),
          new Case("docs/**", "docs/a docs/b/c", "docs"),
          new Case("/docs", "docs docs/a", "x/docs/a"),
          new Case("./src/*.c", "src/a.c", "src/x/a.c x/src/a.c"),
          new Case("src/main", "src/main src/main/x.c", "x/src/main/x.c"),
          new Case("src/*", "src/a", "src/a/b"),
          new Case("a{b,c}", "ab x/ac", "ab/x"),
          new Case("**/*.go", "a.go x/a.go", "a.goo"));

  @Test
  void whole() {
    for (Case c : WHOLE) {
      check(c, Glob.of(c.pattern));
    }
  }

  @Test
  void filters() {
    for (Case c : FILTERS) {
      check(c, Glob.forPaths(c.pattern));
    }
  }

  private static void check(Case c, Glob glob) {
    for (String path : c.yes.split(" ", -1)) {
      assertTrue(glob.matches(path), () -> c.pattern + " should match " + path);
    }
    for (String path : c.no.isEmpty() ? new String[0] : c.no.split(" ", -1)) {
      assertFalse(glob.matches(path), () -> c.pattern + " should not match " + path);
    }
  }

  @Test
  void aFolderOfWhichEverythingMatches() {
    assertTrue(Glob.forPaths("docs").matchesAllIn("x/docs"));
    assertTrue(Glob.forPaths("docs/").matchesAllIn("docs"));
    assertTrue(Glob.forPaths("/gen/**").matchesAllIn("gen"));
    assertFalse(Glob.forPaths("/gen/*").matchesAllIn("gen"));
    assertFalse(Glob.forPaths("*.ts").matchesAllIn("a.ts"));
  }

  @Test
  void badPatternsAreNamed() {
    for (String pattern :
        List.of("[a", "{a,b", "a\\", "[[:nope:]]", "x".repeat(1_001), "{".repeat(1_000))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Glob.of(pattern)).toString();
      assertTrue(message.contains(pattern.substring(0, Math.min(20, pattern.length()))), message);
    }
    assertThrows(IllegalArgumentException.class, () -> Glob.forPaths("  "));
    assertThrows(IllegalArgumentException.class, () -> Glob.forPaths("/"));
  }

  /** Backtracking needs about 10^14 steps for this; here it is a few thousand. */
  @Test
  void manyStarsStayLinear() {
    String stars = "*a".repeat(200) + "*b";
    assertFalse(Glob.of(stars).matches("a".repeat(10_000)));
    assertTrue(Glob.of(stars).matches("a".repeat(10_000) + "b"));
    String deep = "**/a/".repeat(100) + "b";
    assertFalse(Glob.of(deep).matches("a/".repeat(2_000) + "c"));
    String braces = "{a,a}".repeat(150) + "b";
    assertFalse(Glob.of(braces).matches("a".repeat(150)));
  }

  @Test
  void agreesWithBacktracking() {
    long seed = 20261;
    Random random = new Random(seed);
    int matched = 0;
    for (int i = 0; i < 60_000; i++) {
      String pattern = pattern(random, 2);
      String path = path(random);
      boolean expected = Naive.matches(pattern, path);
      matched += expected ? 1 : 0;
      assertEquals(
          expected,
          Glob.of(pattern).matches(path),
          () -> "seed " + seed + " pattern " + pattern + " path " + path);
    }
    assertTrue(matched > 3_000, "the generator must produce matches: " + matched);
  }

  private static String pattern(Random random, int depth) {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(depth > 0 ? 10 : 9)) {
        case 0, 1 -> text.append('*');
        case 2 -> text.append(depth == 2 ? "**" : "*"); // whole steps in braces: see the table
        case 3 -> text.append('?');
        case 4 -> text.append(random.nextBoolean() ? "[ab]" : "[!a]");
        case 5, 6 -> text.append('/');
        case 9 -> {
          String one = pattern(random, depth - 1);
          text.append('{').append(one).append(',').append(pattern(random, depth - 1)).append('}');
        }
        default -> text.append((char) ('a' + random.nextInt(3)));
      }
    }
    return depth == 2 ? text.toString() : text.toString().replaceAll("[*]+", "*");
  }

  private static String path(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      boolean slash = i > 0 && i < length - 1 && random.nextInt(4) == 0;
      text.append(slash && text.charAt(i - 1) != '/' ? '/' : (char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  /** The specification: braces written out, then plain backtracking. */
  private static final class Naive {
    static boolean matches(String pattern, String path) {
      return expand(pattern).stream().anyMatch(plain -> backtrack(plain, 0, path, 0));
    }

    static List<String> expand(String pattern) {
      int open = pattern.indexOf('{');
      if (open < 0) {
        return List.of(pattern);
      }
      int depth = 0;
      List<Integer> cuts = new ArrayList<>(List.of(open));
      int close = open;
      for (; ; close++) {
        char c = pattern.charAt(close);
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (c == ',' && depth == 1) {
          cuts.add(close);
        }
        if (depth == 0) {
          break;
        }
      }
      cuts.add(close);
      List<String> all = new ArrayList<>();
      for (int i = 0; i + 1 < cuts.size(); i++) {
        String middle = pattern.substring(cuts.get(i) + 1, cuts.get(i + 1));
        // A wall keeps stars of the alternative apart from stars around the braces.
        all.addAll(
            expand(
                pattern.substring(0, open) + WALL + middle + WALL + pattern.substring(close + 1)));
      }
      return all;
    }

    private static final char WALL = '\1';

    static boolean backtrack(String p, int i, String s, int j) {
      if (i == p.length()) {
        return j == s.length();
      }
      char c = p.charAt(i);
      if (c == WALL) {
        return backtrack(p, i + 1, s, j);
      }
      if (c == '*') {
        return stars(p, i, s, j);
      }
      if (j == s.length()) {
        return false;
      }
      char d = s.charAt(j);
      if (c == '[') {
        boolean negated = p.charAt(i + 1) == '!';
        boolean in = p.substring(i, p.indexOf(']', i)).indexOf(d, negated ? 2 : 1) >= 0;
        return d != '/' && in != negated && backtrack(p, p.indexOf(']', i) + 1, s, j + 1);
      }
      boolean one = c == '?' ? d != '/' : c == d;
      return one && backtrack(p, i + 1, s, j + 1);
    }

    private static boolean stars(String p, int i, String s, int j) {
      int end = i;
      while (end < p.length() && p.charAt(end) == '*') {
        end++;
      }
      boolean whole = end - i == 2 && (i == 0 || p.charAt(i - 1) == '/');
      boolean deep = whole && (end == p.length() || p.charAt(end) == '/');
      if (deep && end < p.length()) {
        if (backtrack(p, end + 1, s, j)) {
          return true;
        }
        for (int k = j; k < s.length(); k++) {
          if (s.charAt(k) == '/' && backtrack(p, end + 1, s, k + 1)) {
            return true;
          }
        }
        return false;
      }
      for (int k = deep ? j + 1 : j; k <= s.length(); k++) {
        if (backtrack(p, end, s, k)) {
          return true;
        }
        if (k < s.length() && s.charAt(k) == '/' && !deep) {
          return false;
        }
      }
      return false;
    }
  }
}
