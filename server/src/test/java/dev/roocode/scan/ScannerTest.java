package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
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

  @Test
  void filesOfAFolderThatIsNotThereAreUnknownNotGone() throws IOException {
    Path root = Files.createDirectory(folder.resolve("drive")).toRealPath();
    Files.writeString(root.resolve("a.txt"), "x");
    Scanner scanner = new Scanner(List.of(new Root("", root)), ScanSettings.DEFAULTS);
    Files.move(root, root.resolveSibling("elsewhere"));
    Decision decision = scanner.decide(root.resolve("a.txt"));
    assertEquals(
        root.toString(),
        assertInstanceOf(Decision.Unknown.class, decision).problem().path(),
        "the folder is named");
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
        ScanFixture.files(scan));
    assertEquals(List.of(), scan.skipped());
    assertEquals(List.of(), scan.problems());
    ScannedFile main = scan.files().getLast();
    assertEquals(Language.JAVA, main.language());
    assertEquals(14, main.sizeBytes());
    assertTrue(main.modifiedNanos() > 1_600_000_000_000_000_000L);
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
    assertEquals(List.of("src/a.ts"), ScanFixture.files(scan));
    assertEquals(
        Map.of("docs/c.ts", "setting", "src/a.js", "setting", "src/gen/", "setting"),
        ScanFixture.skipped(scan));
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
    assertEquals(
        List.of("a.txt", "inner/b.txt", "two/.gitignore", "two/c.txt"), ScanFixture.files(scan));
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
    assertEquals(List.of("a/1.txt", "a/2.txt", "z.txt"), ScanFixture.files(scan));
    assertEquals("tooManyFiles", scan.problems().getFirst().rule());
    assertEquals("b/3.txt", scan.problems().getFirst().path());
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

  private void explains(Scanner scanner, String path, String rule, String source) {
    Explanation explanation = scanner.explain(folder.resolve(path), false);
    assertFalse(explanation.indexed());
    assertEquals(rule, explanation.rule(), explanation.reason());
    assertEquals(source, explanation.source(), explanation.reason());
  }
}
