package dev.roocode.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import org.junit.jupiter.api.Test;

class PathNatureTest {
  private static void is(PathNature nature, String... paths) {
    for (String path : paths) {
      FilePath file = FilePath.of(path);
      assertEquals(nature, PathNature.of(file, Language.ofFile(file.name())), path);
    }
  }

  @Test
  void testsAreFoundByFolderAndByName() {
    is(
        PathNature.TEST,
        "src/test/java/a/Reader.java",
        "tests/app.py",
        "pkg/testdata/in.json",
        "a/__tests__/x.ts",
        "app/testsuite/views.py",
        "test_app.py",
        "app_test.go",
        "src/app.spec.ts",
        "src/app.test.tsx",
        "conftest.py",
        "a/ReaderTest.java",
        "a/ReaderIT.java",
        "test-app/main.go",
        "gson-tests/pom.xml");
  }

  @Test
  void wordsThatOnlyLookAlikeAreCode() {
    is(
        PathNature.CODE,
        "src/Latest.java",
        "src/Contest.java",
        "src/attestation/key.go",
        "testing.go",
        "src/UNIT.java",
        "src/inspect.py",
        "src/IT.java",
        "Test.java");
  }

  @Test
  void theRestGoesByFolderAndLanguage() {
    is(PathNature.EXAMPLE, "examples/hello/main.go", "demo/app.js");
    is(PathNature.DOCUMENT, "README.md", "docs/guide.rst");
    is(PathNature.DATA, "package.json", "config/app.yml");
    is(PathNature.CODE, "docs/conf.py", "src/main.rs");
  }
}
