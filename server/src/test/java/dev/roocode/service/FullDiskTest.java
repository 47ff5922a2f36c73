package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Status;
import dev.roocode.index.CountingEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk without space, and a folder that cannot be written, through the whole workspace. */
@Tag("slow")
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  @TempDir Path temporary;
  private Path source = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    source = Files.createDirectory(temporary.resolve("source"));
    data = Files.createDirectory(temporary.resolve("data"));
  }

  @Test
  void aLimitOnTheSizeOfFiles() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                source.toString(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("played"), said);
  }

  /** Where this process may mount one, a disk of a few megabytes. */
  @Test
  void aSmallDisk() throws Exception {
    if (!mounted("size=12m")) {
      return;
    }
    try {
      Path filler = data.resolve("filler");
      new FullDisk(
              source,
              data,
              new FullDisk.Space() {
                @Override
                public void take() throws IOException {
                  long free = Files.getFileStore(data).getUsableSpace();
                  Files.write(filler, new byte[(int) Math.max(0, free - 150_000)]);
                }

                @Override
                public void give() throws IOException {
                  Files.delete(filler);
                }
              })
          .play();
    } finally {
      run("umount", "-l", data.toString());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsRead() throws Exception {
    Files.writeString(source.resolve("Cart.java"), "class Cart { int total; }");
    boolean mounted = mounted("size=12m");
    try {
      try (Workspace workspace = open()) {
        workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
        workspace.backUp(Kind.FULL, Cancellation.NEVER);
      }
      writable(false, mounted);
      Files.writeString(source.resolve("Zebra.java"), "class Zebra { int stripes; }");
      try (Workspace workspace = open()) {
        assertEquals(1, FullDisk.found(workspace, "total"));
        assertEquals(Status.State.READ_ONLY, workspace.status().state());
        refused(() -> workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER));
        refused(() -> workspace.backUp(Kind.FULL, Cancellation.NEVER));
        refused(workspace::undoRestore);
        assertEquals(1, workspace.backups().size());
      }
      writable(true, mounted);
      try (Workspace workspace = open()) {
        workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
        assertEquals(1, FullDisk.found(workspace, "stripes"), "it recovers by itself");
        assertTrue(workspace.backUp(Kind.FULL, Cancellation.NEVER).verified());
      }
    } finally {
      if (mounted) {
        run("umount", "-l", data.toString());
      } else {
        writable(true, false);
      }
    }
  }

  private static void refused(Runnable work) {
    Fault fault = assertThrows(Fault.class, work::run);
    assertTrue(fault instanceof Fault.Busy || fault instanceof Fault.Denied, fault.line());
    assertTrue(!fault.resource().isEmpty() && !fault.hint().isEmpty(), fault.line());
  }

  private Workspace open() {
    return Workspaces.open(
        List.of(source),
        Footing.of(data),
        WorkspaceSettings.DEFAULTS,
        () -> Optional.of(new CountingEmbedder()),
        new ManualSchedule());
  }

  /** Permissions do not bind the superuser; then it is the disk that cannot be written. */
  private void writable(boolean now, boolean mounted) throws IOException, InterruptedException {
    if (mounted) {
      assertEquals(0, run("mount", "-o", now ? "remount,rw" : "remount,ro", data.toString()));
      return;
    }
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        String permissions = Files.isDirectory(path) ? "r-x------" : "r--------";
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(now ? "rwx------" : permissions));
      }
    }
  }

  private boolean mounted(String options) throws IOException, InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", data.toString()) == 0;
  }

  /** The exit code; −1 where there is no such program. */
  static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) { // no such program
      return -1;
    }
  }
}
