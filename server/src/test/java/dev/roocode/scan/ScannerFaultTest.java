package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that change under the scan, links that lead astray, things that are no files. */
class ScannerFaultTest {
  @TempDir Path folder;
  @TempDir Path home;

  private Scanner scanner(Path... roots) {
    List<Root> all =
        Stream.iterate(0, i -> i < roots.length, i -> i + 1)
            .map(i -> new Root(i == 0 ? "" : "root" + i, roots[i]))
            .toList();
    return new Scanner(all, ScanSettings.DEFAULTS, home);
  }

  private static String left(FileRead read) {
    return assertInstanceOf(FileRead.Left.class, read).problem().rule();
  }

  @Test
  void linksAreNeverFollowed() throws IOException {
    Path all =
        Fixture.write(
            folder,
            """
            //- root/a.txt
            x
            //- root/sub/b.txt
            x
            //- other/c.txt
            x
            //- outside/secret.txt
            x
            """);
    Path root = all.resolve("root");
    Files.createSymbolicLink(root.resolve("file"), Path.of("a.txt"));
    Files.createSymbolicLink(root.resolve("folder"), Path.of("sub"));
    Files.createSymbolicLink(root.resolve("sub/up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("escape"), all.resolve("outside"));
    Files.createSymbolicLink(root.resolve("escape.txt"), all.resolve("outside/secret.txt"));
    Files.createSymbolicLink(root.resolve("sibling"), all.resolve("other"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(root.resolve("ping"), Path.of("pong"));
    Files.createSymbolicLink(root.resolve("pong"), Path.of("ping"));
    Files.createSymbolicLink(root.resolve("broken"), Path.of("nowhere"));
    Files.createSymbolicLink(root.resolve("node_modules"), all.resolve("outside"));
    Scanner scanner = scanner(root, all.resolve("other"));
    Scan scan = scanner.scan(Cancellation.NEVER);
    assertEquals(List.of("a.txt", "sub/b.txt", "root1/c.txt"), ScanFixture.files(scan));
    assertEquals(
        Map.ofEntries(
            Map.entry("file", "symlink"),
            Map.entry("folder", "symlink"),
            Map.entry("sub/up", "symlink"),
            Map.entry("sibling", "symlink"),
            Map.entry("escape", "symlinkOutside"),
            Map.entry("escape.txt", "symlinkOutside"),
            Map.entry("node_modules", "symlinkOutside"),
            Map.entry("loop", "symlinkLoop"),
            Map.entry("ping", "symlinkLoop"),
            Map.entry("pong", "symlinkLoop"),
            Map.entry("broken", "symlinkBroken")),
        ScanFixture.rules(scan.skipped()));
    assertEquals("symlinkOutside", rule(scanner.decide(root.resolve("escape/secret.txt"))));
    assertEquals("symlink", rule(scanner.decide(root.resolve("folder/b.txt"))));
    assertEquals(
        "symlinkOutside", scanner.explain(root.resolve("escape/secret.txt"), false).rule());
  }

  private static String rule(Decision decision) {
    return assertInstanceOf(Decision.Leave.class, decision).problem().rule();
  }

  @Test
  void anEditorMayReachTheRootThroughALink() throws IOException {
    Path root = Fixture.write(folder.resolve("real"), "//- a.txt\nx\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    Decision.Take take =
        assertInstanceOf(Decision.Take.class, scanner(root).decide(link.resolve("a.txt")));
    assertEquals(FilePath.of("a.txt"), take.file().path());
  }

  @Test
  void aFileThatBecomesALinkToTheOutsideIsNotRead() throws IOException {
    Path root = Fixture.write(folder.resolve("root"), "//- sub/a.txt\nx\n//- b.txt\nx\n");
    Path secret = Files.writeString(folder.resolve("a.txt"), "secret");
    Scanner scanner = scanner(root);
    List<ScannedFile> files = scanner.scan(Cancellation.NEVER).files();
    Files.delete(root.resolve("b.txt"));
    Files.createSymbolicLink(root.resolve("b.txt"), secret);
    Files.delete(root.resolve("sub/a.txt"));
    Files.delete(root.resolve("sub"));
    Files.createSymbolicLink(root.resolve("sub"), folder);
    assertEquals("symlinkOutside", left(scanner.read(files.get(0))));
    assertEquals("symlinkOutside", left(scanner.read(files.get(1))));
  }

  @Test
  void pipesAndSocketsAreNeverOpened() throws IOException, InterruptedException {
    Path root = Fixture.write(folder, "//- a.txt\nx\n//- b.txt\nx\n");
    fifo(root.resolve("pipe.txt"));
    Path socket = root.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Scanner scanner = scanner(root);
      Scan scan = scanner.scan(Cancellation.NEVER);
      assertEquals(
          Map.of("pipe.txt", "special", "s", "special"), ScanFixture.rules(scan.skipped()));
      assertEquals("special", scanner.explain(root.resolve("pipe.txt"), false).rule());
      ScannedFile b = scan.files().get(1);
      Files.delete(root.resolve("b.txt"));
      fifo(root.resolve("b.txt"));
      assertEquals("special", left(scanner.read(b)));
    }
  }

  private static void fifo(Path path) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor());
  }

  @Test
  void whatVanishesBetweenWalkAndReadIsAProblem() throws IOException {
    Path root = Fixture.write(folder, "//- a.txt\nx\n//- b.txt\nx\n//- c.txt\nx\n");
    Scanner scanner = scanner(root);
    List<ScannedFile> files = scanner.scan(Cancellation.NEVER).files();
    Files.delete(root.resolve("a.txt"));
    Files.delete(root.resolve("b.txt"));
    Files.createDirectory(root.resolve("b.txt"));
    Files.writeString(root.resolve("c.txt"), "x\n".repeat(1 << 20));
    assertEquals("vanished", left(scanner.read(files.get(0))));
    assertEquals("vanished", left(scanner.read(files.get(1))));
    assertEquals("tooLarge", left(scanner.read(files.get(2))));
    FileRead.Left gone = assertInstanceOf(FileRead.Left.class, scanner.read(files.get(0)));
    assertFalse(gone.passing());
    assertEquals("a.txt", gone.problem().path());
  }

  /** Deletes the tree at the n-th step of the walk, for every n. */
  @Test
  void theTreeMayGoAtAnyStepOfTheWalk() throws IOException {
    for (int step = 1; step < 16; step++) {
      Path root =
          Fixture.write(
              folder.resolve("r" + step),
              "//- a/b/c.txt\nx\n//- a/d.txt\nx\n//- e/f.txt\nx\n//- g.txt\nx\n");
      int[] left = {step};
      Cancellation deletes =
          () -> {
            if (--left[0] == 0) {
              delete(root);
            }
            return false;
          };
      Scan scan = scanner(root).scan(deletes);
      for (Problem problem : scan.problems()) {
        assertEquals("vanished", problem.rule());
      }
      // Nothing is to be said only where the tree went before it was first listed.
      assertEquals(step == 1, scan.files().isEmpty() && scan.problems().isEmpty(), "step " + step);
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (!path.equals(root)) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatMayNotBeReadIsAProblemAndNotRemoved() throws IOException {
    Path root =
        Fixture.write(
            folder,
            """
            //- a.txt
            x
            //- closed/b.txt
            x
            //- c.txt
            x
            //- sub/.gitignore
            a.txt
            """);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Set<PosixFilePermission> none = PosixFilePermissions.fromString("---------");
    Scanner scanner = scanner(root);
    List<ScannedFile> before = scanner.scan(Cancellation.NEVER).files();
    scanner.read(before.getFirst());
    Path closed = root.resolve("closed");
    try {
      for (String path : List.of("c.txt", "sub/.gitignore", "closed")) {
        Files.setPosixFilePermissions(root.resolve(path), none);
      }
      Scan scan = Nobody.run(root, () -> scanner.scan(Cancellation.NEVER));
      assertEquals(List.of("a.txt", "c.txt", "sub/.gitignore"), ScanFixture.files(scan));
      assertEquals(
          Map.of("closed/", "unreadable", "sub/.gitignore", "unreadable"),
          ScanFixture.rules(scan.problems()));
      assertTrue(scan.problems().getFirst().message().endsWith("no permission"));
      FileStamp stamp = new FileStamp(1, 1, ContentHash.of("x"));
      Map<FilePath, FileStamp> indexed =
          Map.of(FilePath.of("closed/b.txt"), stamp, FilePath.of("gone.txt"), stamp);
      assertEquals(
          List.of(FilePath.of("gone.txt")), ChangeSet.between(scan, indexed, false).removed());
      Decision decision = Nobody.run(root, () -> scanner.decide(closed.resolve("b.txt")));
      assertEquals(
          "unreadable", assertInstanceOf(Decision.Unknown.class, decision).problem().rule());
      FileRead read = Nobody.run(root, () -> scanner.read(before.get(1)));
      assertEquals("unreadable", left(read));
      assertTrue(assertInstanceOf(FileRead.Left.class, read).passing());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The folder becomes a file after it was looked at and before it is listed. */
  @Test
  void aFolderThatCannotBeListedIsNotEmptied() throws IOException {
    Path root = Fixture.write(folder, "//- a/b.txt\nx\n//- c.txt\nx\n");
    int[] left = {4};
    Scan scan =
        scanner(root)
            .scan(() -> {
              if (--left[0] == 0) {
                replaceByFile(root.resolve("a"));
              }
              return false;
            });
    assertEquals(List.of("c.txt"), ScanFixture.files(scan));
    assertEquals(Map.of("a/", "unreadable"), ScanFixture.rules(scan.problems()));
    assertTrue(scan.isUnseen(FilePath.of("a/b.txt")));
  }

  private static void replaceByFile(Path path) {
    try {
      delete(path);
      Files.delete(path);
      Files.writeString(path, "x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void missingRoots() throws IOException {
    Path root = Fixture.write(folder.resolve("root"), "//- a.txt\nx\n");
    Path missing = folder.resolve("missing").toAbsolutePath();
    Fault fault =
        assertThrows(Fault.NotFound.class, () -> scanner(missing).scan(Cancellation.NEVER));
    assertEquals(missing.toString(), fault.resource());
    Scan scan = scanner(root, missing).scan(Cancellation.NEVER);
    assertEquals(List.of("a.txt"), ScanFixture.files(scan));
    assertEquals(Map.of(missing.toString(), "vanished"), ScanFixture.rules(scan.problems()));
    assertTrue(scan.isUnseen(new FilePath("root1", "x.txt")));
    Path plain = Files.writeString(folder.resolve("plain"), "x").toRealPath();
    assertThrows(Fault.NotFound.class, () -> scanner(plain).scan(Cancellation.NEVER));
    Path empty = Files.createDirectory(folder.resolve("empty")).toRealPath();
    assertEquals(List.of(), scanner(empty).scan(Cancellation.NEVER).files());
    assertEquals(List.of(), scanner().scan(Cancellation.NEVER).files());
  }

  @Test
  void oddNamesAreLeftOutAndShownHarmlessly() throws IOException {
    Path root = Fixture.write(folder, "//- é 日本.txt\nx\n");
    Files.writeString(root.resolve("line\nbreak.txt"), "x");
    Files.writeString(root.resolve("esc\u001B[31m.txt"), "x");
    Files.writeString(root.resolve("..\\up.txt"), "x");
    Scan scan = scanner(root).scan(Cancellation.NEVER);
    assertEquals(List.of("é 日本.txt"), ScanFixture.files(scan));
    assertEquals(
        Map.of("line?break.txt", "badName", "esc?[31m.txt", "badName", "..\\up.txt", "badName"),
        ScanFixture.rules(scan.skipped()));
  }

  @Test
  void ignoreFilesThatAreNoneAreReported() throws IOException {
    Path root = Fixture.write(folder, "//- .gitignore/x.txt\nx\n//- a.log\nx\n//- rules\n*.log\n");
    Files.createSymbolicLink(root.resolve(".ignore"), Path.of("rules"));
    Files.writeString(root.resolve(".roocodeignore"), "x*y\n".repeat(5_001) + "a.log\n");
    Scan scan = scanner(root).scan(Cancellation.NEVER);
    assertTrue(ScanFixture.files(scan).contains("a.log"));
    assertEquals(
        Map.of(".gitignore", "unreadable", ".ignore", "unreadable", ".roocodeignore", "tooLarge"),
        ScanFixture.rules(scan.problems()));
  }
}
