package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of ignore files, through whole scans. */
class IgnoreFilesTest {
  @TempDir Path folder;
  @TempDir Path home;

  private Scanner scanner(Path root, ScanSettings settings) {
    return new Scanner(List.of(new Root("", root)), settings, home);
  }

  private Scanner lay(String text) {
    return scanner(Fixture.write(folder, text), ScanSettings.DEFAULTS);
  }

  @Test
  void ignoreFilesNestAndTheKindWeighsMoreThanTheDepth() {
    Scanner scanner =
        lay(
            """
            //- .gitignore
            *.log
            build/
            !keep.log
            //- a/.gitignore
            !a.log
            keep.log
            //- a/a.log
            x
            //- a/keep.log
            x
            //- keep.log
            x
            //- x.log
            x
            //- build/x.txt
            x
            //- sub/.ignore
            *.txt
            //- sub/.gitignore
            !*.txt
            //- sub/a.txt
            x
            //- sub/b.md
            x
            //- own/.roocodeignore
            *.md
            !*.log
            //- own/a.md
            x
            //- own/b.log
            x
            """);
    Scan scan = scanner.scan(Cancellation.NEVER);
    assertEquals(
        List.of(
            ".gitignore",
            "a/.gitignore",
            "a/a.log",
            "keep.log",
            "own/.roocodeignore",
            "own/b.log",
            "sub/.gitignore",
            "sub/.ignore",
            "sub/b.md"),
        ScanFixture.files(scan));
    assertEquals(
        Map.of(
            "a/keep.log", "gitignore",
            "build/", "gitignore",
            "own/a.md", "roocodeignore",
            "sub/a.txt", "ignore",
            "x.log", "gitignore"),
        ScanFixture.skipped(scan));
    explains(scanner, "a/keep.log", "keep.log", "a/.gitignore:2");
    explains(scanner, "build/x.txt", "build/", ".gitignore:2");
    explains(scanner, "own/a.md", "*.md", "own/.roocodeignore:1");
    explains(scanner, "sub/a.txt", "*.txt", "sub/.ignore:1");
    explains(scanner, "x.log", "*.log", ".gitignore:1");
    Explanation kept = scanner.explain(folder.resolve("own/b.log"), true);
    assertEquals("!*.log", kept.rule());
    assertEquals("own/.roocodeignore:2", kept.source());
    assertTrue(kept.reason().startsWith("The file is indexed"), kept.reason());
    assertEquals(
        "The folder build/ is left out by the rule build/ in .gitignore:2.",
        scanner.explain(folder.resolve("build/x.txt"), false).reason());
  }

  @Test
  void gitRulesAroundTheRootAndBesideTheTreeCount() {
    Path top =
        Fixture.write(
            folder,
            """
            //- .git/HEAD
            ref: refs/heads/main
            //- .git/info/exclude
            # mine
            *.mine
            //- .gitignore
            /sub/root/anchored.txt
            *.up
            //- sub/root/anchored.txt
            x
            //- sub/root/a.up
            x
            //- sub/root/b.mine
            x
            //- sub/root/c.user
            x
            //- sub/root/d.txt
            x
            """);
    Fixture.write(
        home,
        """
        //- .gitconfig
        [user]
          excludesfile = wrong
        [core]
          excludesFile = "~/my.ignore"
        //- my.ignore
        *.user
        """);
    Path root = top.resolve("sub/root");
    Scanner scanner = scanner(root, ScanSettings.DEFAULTS);
    Scan scan = scanner.scan(Cancellation.NEVER);
    assertEquals(List.of("d.txt"), ScanFixture.files(scan));
    assertEquals(4, scan.skipped().size());
    assertEquals(
        Ignores.shown(top) + "/.gitignore:1",
        scanner.explain(root.resolve("anchored.txt"), false).source());
    assertEquals(
        Ignores.shown(top) + "/.git/info/exclude:2",
        scanner.explain(root.resolve("b.mine"), false).source());
    assertEquals(
        Ignores.shown(home) + "/my.ignore:1",
        scanner.explain(root.resolve("c.user"), false).source());
    ScanSettings without = new ScanSettings(1000, 1000, List.of(), List.of(), false);
    assertEquals(5, scanner(root, without).scan(Cancellation.NEVER).files().size());
  }

  @Test
  void anInnerRepositoryStartsAfresh() {
    Scan scan =
        lay("""
        //- .git/info/exclude
        *.outer
        //- .gitignore
        *.log
        //- .ignore
        *.shared
        //- inner/.git/info/exclude
        *.inner
        //- inner/a.log
        x
        //- inner/b.outer
        x
        //- inner/c.inner
        x
        //- inner/d.shared
        x
        """)
            .scan(Cancellation.NEVER);
    assertEquals(
        List.of(".gitignore", ".ignore", "inner/a.log", "inner/b.outer"), ScanFixture.files(scan));
  }

  @Test
  void aWorktreeSharesTheRulesOfItsRepository() {
    Path top =
        Fixture.write(
            folder,
            """
            //- main/.git/info/exclude
            *.mine
            //- main/.git/worktrees/w/commondir
            ../..
            //- w/.git
            gitdir: ../main/.git/worktrees/w
            //- w/a.mine
            x
            //- w/b.txt
            x
            """);
    Scan scan = scanner(top.resolve("w"), ScanSettings.DEFAULTS).scan(Cancellation.NEVER);
    assertEquals(List.of("b.txt"), ScanFixture.files(scan));
    assertEquals(
        Map.of(".git", "versionControl", "a.mine", "gitignore"), ScanFixture.skipped(scan));
  }

  @Test
  void ownRulesBringBackWhatGuessesLeaveOutButNeverSecrets() {
    Scanner scanner =
        lay(
            """
            //- .gitignore
            vendor/
            //- .roocodeignore
            !vendor/
            !yarn.lock
            !gen.go
            !.env
            !*.pem
            !node_modules/
            //- vendor/a.go
            package a
            //- yarn.lock
            x
            //- gen.go
            // Code generated by tool. DO NOT EDIT.
            //- .env
            KEY=1
            //- a.pem
            x
            //- node_modules/x/index.js
            x
            """);
    Scan scan = scanner.scan(Cancellation.NEVER);
    assertEquals(
        List.of(
            ".gitignore",
            ".roocodeignore",
            "gen.go",
            "node_modules/x/index.js",
            "vendor/a.go",
            "yarn.lock"),
        ScanFixture.files(scan));
    assertEquals(Map.of(".env", "secret", "a.pem", "secret"), ScanFixture.skipped(scan));
    ScannedFile generated = scan.files().get(2);
    assertTrue(generated.wanted());
    assertInstanceOf(FileRead.Text.class, scanner.read(generated));
  }

  @Test
  void badPatternsAreReportedWithTheirLine() {
    Scan scan =
        lay("""
        //- .gitignore
        *.log
        [a
        //- a.log
        x
        //- [a
        x
        """)
            .scan(Cancellation.NEVER);
    assertEquals(List.of(".gitignore", "[a"), ScanFixture.files(scan));
    Problem problem = scan.problems().getFirst();
    assertEquals(".gitignore:2", problem.path());
    assertEquals("badPattern", problem.rule());
    assertNotNull(problem.message());
  }

  @Test
  void manyStarsInIgnoreFilesStayLinear() throws IOException {
    Path root = Fixture.write(folder, "//- " + "a".repeat(250) + "\nx\n");
    Files.createDirectories(root.resolve("a/".repeat(60)));
    Files.writeString(root.resolve("a/".repeat(60)).resolve("c"), "x");
    Files.writeString(
        root.resolve(".gitignore"),
        "*a".repeat(9) + "*b\n" + "**/a/".repeat(9) + "b\n" + "*a*a*c\n");
    Scan scan = scanner(root, ScanSettings.DEFAULTS).scan(Cancellation.NEVER);
    assertEquals(3, scan.files().size());
  }

  private void explains(Scanner scanner, String path, String rule, String source) {
    Explanation explanation = scanner.explain(folder.resolve(path), false);
    assertFalse(explanation.indexed());
    assertEquals(rule, explanation.rule(), explanation.reason());
    assertEquals(source, explanation.source(), explanation.reason());
  }
}
