package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.backup.Choice;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Query;
import dev.roocode.index.CountingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.function.Executable;

/**
 * A workspace whose disk takes no more for a while: indexing, backing up and restoring say so and
 * leave everything as it was, searches go on, and all of it works again once there is space,
 * without a restart.
 */
final class FullDisk {
  /** The space where the data lies. */
  interface Space {
    void take() throws Exception;

    void give() throws Exception;
  }

  private final Path source;
  private final Path data;
  private final Space space;

  FullDisk(Path source, Path data, Space space) {
    this.source = source;
    this.data = data;
    this.space = space;
  }

  /**
   * The same with a limit on the size of files, which a process can give itself.
   *
   * @param args folder of the sources, data folder
   */
  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[1]);
    new FullDisk(
            Path.of(args[0]),
            data,
            new Space() {
              @Override
              public void take() throws Exception {
                limit("200000:"); // more than a source has, less than the index
              }

              @Override
              public void give() throws Exception {
                limit("unlimited:");
              }
            })
        .play();
    System.out.println("played");
  }

  /** Only the soft limit is set, so that it can be lifted again. */
  private static void limit(String bytes) throws IOException, InterruptedException {
    String self = String.valueOf(ProcessHandle.current().pid());
    int code =
        new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + bytes)
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(0, code, "prlimit of util-linux");
  }

  void play() throws Exception {
    write("Cart.java", "class Cart { int total; }");
    large("first", 30);
    try (Workspace workspace =
        Workspaces.open(
            List.of(source),
            Footing.of(data),
            WorkspaceSettings.DEFAULTS,
            () -> Optional.of(new CountingEmbedder()),
            new ManualSchedule())) {
      reindex(workspace);
      Snapshot snapshot = workspace.backUp(Kind.FULL, Cancellation.NEVER);
      space.take();
      large("second", 60);
      write("Zebra.java", "class Zebra { int stripes; }");
      refused(workspace, () -> reindex(workspace));
      refused(workspace, () -> workspace.backUp(Kind.FULL, Cancellation.NEVER));
      refused(workspace, () -> restore(workspace, snapshot));
      String said = workspace.status().lastError();
      assertNotNull(said);
      assertEquals(1, workspace.backups().size());
      space.give();
      reindex(workspace);
      assertEquals(1, found(workspace, "stripes"), "it recovers by itself");
      assertTrue(workspace.backUp(Kind.INCREMENTAL, Cancellation.NEVER).verified());
      restore(workspace, snapshot);
      assertEquals(0, found(workspace, "stripes"));
      reindex(workspace);
      assertEquals(1, found(workspace, "stripes"));
      assertTrue(workspace.verify(null, true, Cancellation.NEVER).isSound());
    }
  }

  /** Says what is full and what to do; what was there before can be searched. */
  private static void refused(Workspace workspace, Executable work) {
    Fault.DiskFull fault = assertThrows(Fault.DiskFull.class, work);
    assertFalse(fault.resource().isEmpty() || fault.hint().isEmpty(), fault.line());
    assertEquals(1, found(workspace, "total"), "reads go on");
  }

  private static void reindex(Workspace workspace) {
    workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  private static void restore(Workspace workspace, Snapshot snapshot) {
    workspace.restore(new Choice.ById(snapshot.id().toString()), Cancellation.NEVER);
  }

  static int found(Workspace workspace, String word) {
    Query query = new Query(word, 10, Query.Mode.LEXICAL, List.of(), List.of(), null, false);
    return workspace.search(query, Cancellation.NEVER).hits().size();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(source.resolve(name), text);
  }

  /** Files whose text does not shrink. */
  private void large(String name, int files) throws IOException {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int i = 0; i < files; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = 0; line < 200; line++) {
        text.append("call").append(Long.toString(random.nextLong(), 36)).append("();\n");
      }
      write(name + i + ".txt", text.toString());
    }
  }
}
