package dev.roocode.rank;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import java.util.Locale;
import java.util.Set;

/** What a file is for, judged by its path alone. */
public enum PathNature {
  CODE,
  TEST,
  EXAMPLE,
  DOCUMENT,
  DATA;

  private static final Set<String> TEST_FOLDERS =
      Set.of(
          "test",
          "tests",
          "testing",
          "testsuite",
          "testsuites",
          "__tests__",
          "__mocks__",
          "spec",
          "specs",
          "testdata",
          "testfixtures",
          "fixture",
          "fixtures",
          "e2e",
          "jmh",
          "fuzz",
          "bench",
          "benches",
          "benchmark",
          "benchmarks");
  private static final Set<String> EXAMPLE_FOLDERS =
      Set.of("example", "examples", "sample", "samples", "demo", "demos");
  private static final Set<String> TEST_ENDINGS =
      Set.of("Test", "Tests", "TestCase", "IT", "Benchmark", "Spec");

  public static PathNature of(FilePath path, Language language) {
    String[] steps = path.relative().split("/", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      String step = steps[i].toLowerCase(Locale.ROOT);
      if (TEST_FOLDERS.contains(step) || isTestName(step)) {
        return TEST;
      }
      if (EXAMPLE_FOLDERS.contains(step)) {
        return EXAMPLE;
      }
    }
    return isTestFile(path.name()) ? TEST : byLanguage(language);
  }

  private static PathNature byLanguage(Language language) {
    return switch (language.nature()) {
      case CODE -> CODE;
      case DOCUMENT -> DOCUMENT;
      case DATA -> DATA;
    };
  }

  /** {@code test_app.py}, {@code app_test.go}, {@code app.spec.ts}, {@code AppTest.java}. */
  private static boolean isTestFile(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return isTestName(stem.toLowerCase(Locale.ROOT))
        || "conftest".equals(stem)
        || hasTestHump(stem);
  }

  private static boolean isTestName(String lower) {
    for (char joint : new char[] {'_', '-', '.'}) {
      if (lower.startsWith("test" + joint)
          || lower.endsWith(joint + "test")
          || lower.endsWith(joint + "tests")
          || lower.endsWith(joint + "spec")
          || lower.endsWith(joint + "bench")) {
        return true;
      }
    }
    return false;
  }

  /** A capitalised ending after a lower-case letter or digit, so that {@code Latest} is none. */
  private static boolean hasTestHump(String stem) {
    for (String ending : TEST_ENDINGS) {
      int at = stem.length() - ending.length();
      if (at > 0 && stem.endsWith(ending) && !Character.isUpperCase(stem.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }
}
