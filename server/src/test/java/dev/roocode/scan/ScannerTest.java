package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerTest {
  @TempDir Path folder;
  @TempDir Path home;

  private Scanner scanner(Path root, ScanSettings settings) {
    return new Scanner(List.of(new Root("", root)), settings, home);
  }

  private Scanner lay(String text) {
    return scanner(Fixture.write(folder, text), ScanSettings.DEFAULTS);
  }

  private static List<String> files(Scan scan) {
    return scan.files().stream().map(file -> file.path().toString()).toList();
  }

  private static Map<String, String> skipped(Scan scan) {
    return scan.skipped().stream()
        .collect(Collectors.toMap(Problem::path, Problem::rule, (a, b) -> a, TreeMap::new));
  }

  @Test
  void ordinaryFilesAreTakenHiddenAndUnknownOnesToo() {
    Scan scan =
        lay("""
        //- src/Main.java
        class Main {}
        //- .eslintrc.json
        {}
        //- .github/workflows/ci.yml
        on: push
        //- notes.unknown
        words
        //- LICENSE
        words
        //- empty.py
        """)
            .scan(Cancellation.NEVER);
    assertEquals(
        List.of(
            ".eslintrc.json",
            ".github/workflows/ci.yml",
            "LICENSE",
            "empty.py",
            "notes.unknown",
            "src/Main.java"),
        files(scan));
    assertEquals(List.of(), scan.skipped());
    assertEquals(List.of(), scan.problems());
    ScannedFile main = scan.files().getLast();
    assertEquals(Language.JAVA, main.language());
    assertEquals(14, main.sizeBytes());
    assertTrue(main.modifiedNanos() > 1_600_000_000_000_000_000L);
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
        files(scan));
    assertEquals(
        Map.of(
            "a/keep.log", "gitignore",
            "build/", "gitignore",
            "own/a.md", "roocodeignore",
            "sub/a.txt", "ignore",
            "x.log", "gitignore"),
        skipped(scan));
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

  private void explains(Scanner scanner, String path, String rule, String source) {
    Explanation explanation = scanner.explain(folder.resolve(path), false);
    assertFalse(explanation.indexed());
    assertEquals(rule, explanation.rule(), explanation.reason());
    assertEquals(source, explanation.source(), explanation.reason());
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
    assertEquals(List.of("d.txt"), files(scan));
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
    assertEquals(List.of(".gitignore", ".ignore", "inner/a.log", "inner/b.outer"), files(scan));
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
    assertEquals(List.of("b.txt"), files(scan));
    assertEquals(Map.of(".git", "versionControl", "a.mine", "gitignore"), skipped(scan));
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
        files(scan));
    assertEquals(Map.of(".env", "secret", "a.pem", "secret"), skipped(scan));
    ScannedFile generated = scan.files().get(2);
    assertTrue(generated.wanted());
    assertInstanceOf(FileRead.Text.class, scanner.read(generated));
  }

  @Test
  void patternsOfTheSettings() {
    Path root =
        Fixture.write(
            folder,
            """
            //- src/a.ts
            x
            //- src/a.js
            x
            //- src/gen/b.ts
            x
            //- docs/c.ts
            x
            """);
    ScanSettings settings = ScanSettings.of(List.of("src", "*.md"), List.of("src/gen/", "*.js"));
    Scanner scanner = scanner(root, settings);
    Scan scan = scanner.scan(Cancellation.NEVER);
    assertEquals(List.of("src/a.ts"), files(scan));
    assertEquals(
        Map.of("docs/c.ts", "setting", "src/a.js", "setting", "src/gen/", "setting"),
        skipped(scan));
    explains(scanner, "src/gen/b.ts", "src/gen/", "setting index.exclude");
    explains(scanner, "docs/c.ts", "src, *.md", "setting index.include");
    assertThrows(Fault.Invalid.class, () -> ScanSettings.of(List.of("[a"), List.of()));
    assertThrows(Fault.Invalid.class, () -> new ScanSettings(0, 1, List.of(), List.of(), true));
  }

  @Test
  void decidesLikeTheWalk() throws IOException {
    Scanner scanner =
        lay(
            """
            //- .gitignore
            out/
            *.tmp
            //- a.txt
            x
            //- b.tmp
            x
            //- out/deep/er/c.txt
            x
            //- node_modules/d.js
            x
            //- sub/e.txt
            x
            """);
    Path root = folder.toRealPath();
    assertEquals("a.txt", take(scanner.decide(root.resolve("a.txt"))));
    assertEquals("sub/e.txt", take(scanner.decide(root.resolve("sub/../sub/e.txt"))));
    Decision.Leave left = leave(scanner.decide(root.resolve("out/deep/er/c.txt")));
    assertEquals(FilePath.of("out/deep/er/c.txt"), left.path());
    assertEquals("out/", left.problem().path());
    assertEquals("gitignore", left.problem().rule());
    assertEquals(
        "dependencyFolder",
        leave(scanner.decide(root.resolve("node_modules/d.js"))).problem().rule());
    assertEquals(
        new Decision.Gone(FilePath.of("gone/x.txt")), scanner.decide(root.resolve("gone/x.txt")));
    assertEquals(
        new Decision.Gone(FilePath.of("a.txt/x")), scanner.decide(root.resolve("a.txt/x")));
    assertEquals(new Decision.Folder(FilePath.of("sub")), scanner.decide(root.resolve("sub")));
    assertInstanceOf(Decision.Outside.class, scanner.decide(root.resolveSibling("other")));
    assertInstanceOf(Decision.Outside.class, scanner.decide(root));
    assertEquals(
        List.of(true, false),
        scanner.decide(List.of(root.resolve("a.txt"), root.resolve("b.tmp"))).stream()
            .map(decision -> decision instanceof Decision.Take)
            .toList());
    Files.writeString(root.resolve(".gitignore"), "a.txt\n");
    assertEquals("gitignore", leave(scanner.decide(root.resolve("a.txt"))).problem().rule());
  }

  private static String take(Decision decision) {
    return assertInstanceOf(Decision.Take.class, decision).file().path().toString();
  }

  private static Decision.Leave leave(Decision decision) {
    return assertInstanceOf(Decision.Leave.class, decision);
  }

  @Test
  void explainsWhatIsNoFileOfTheWorkspace() {
    Scanner scanner =
        lay(
            """
            //- sub/a.txt
            x
            """);
    Path outside = folder.resolveSibling("elsewhere.txt");
    Explanation other = scanner.explain(outside, false);
    assertEquals("outsideWorkspace", other.rule());
    assertEquals("The file lies in no folder of the workspace.", other.reason());
    Explanation gone = scanner.explain(folder.resolve("sub/none.txt"), true);
    assertEquals("vanished", gone.rule());
    assertTrue(gone.indexed());
    assertTrue(gone.reason().contains("the next run takes it out"), gone.reason());
    Explanation sub = scanner.explain(folder.resolve("sub"), false);
    assertTrue(sub.reason().startsWith("This is a folder"), sub.reason());
    Explanation fine = scanner.explain(folder.resolve("sub/a.txt"), false);
    assertNull(fine.rule());
    assertEquals("The file belongs into the index; the next run reads it.", fine.reason());
  }

  @Test
  void severalRootsEachWithItsOwnName() {
    Path all =
        Fixture.write(
            folder,
            """
            //- one/a.txt
            x
            //- one/inner/b.txt
            x
            //- two/c.txt
            x
            //- two/.gitignore
            d.txt
            //- two/d.txt
            x
            """);
    Scanner scanner =
        new Scanner(
            List.of(
                new Root("", all.resolve("one")),
                new Root("inner", all.resolve("one/inner")),
                new Root("two", all.resolve("two"))),
            ScanSettings.DEFAULTS,
            home);
    Scan scan = scanner.scan(Cancellation.NEVER);
    assertEquals(List.of("a.txt", "inner/b.txt", "two/.gitignore", "two/c.txt"), files(scan));
    assertEquals(new FilePath("inner", "b.txt"), scan.files().get(1).path());
    assertEquals("two/.gitignore:1", scanner.explain(all.resolve("two/d.txt"), false).source());
    assertEquals("inner/b.txt", take(scanner.decide(all.resolve("one/inner/b.txt"))));
  }

  @Test
  void theLimitOfFilesCutsTheSameFilesAndIsReported() {
    Path root =
        Fixture.write(
            folder,
            """
            //- a/1.txt
            x
            //- a/2.txt
            x
            //- b/3.txt
            x
            //- z.txt
            x
            """);
    ScanSettings three = new ScanSettings(1000, 3, List.of(), List.of(), true);
    Scan scan = scanner(root, three).scan(Cancellation.NEVER);
    assertEquals(List.of("a/1.txt", "a/2.txt", "z.txt"), files(scan));
    assertEquals("tooManyFiles", scan.problems().getFirst().rule());
    assertEquals("b/3.txt", scan.problems().getFirst().path());
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
    assertEquals(List.of(".gitignore", "[a"), files(scan));
    Problem problem = scan.problems().getFirst();
    assertEquals(".gitignore:2", problem.path());
    assertEquals("badPattern", problem.rule());
    assertNotNull(problem.message());
  }

  @Test
  void cancelling() {
    Scanner scanner =
        lay(
            """
            //- a.txt
            x
            """);
    assertThrows(CancellationException.class, () -> scanner.scan(() -> true));
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
}
