package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.index.CountingEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole workspace while its index is exchanged: real store, real files. */
@Timeout(180)
class RestoreTest {
  @TempDir Path temporary;
  private Path root = Path.of("");
  private Path data = Path.of("");
  private final ManualSchedule schedule = new ManualSchedule();

  @BeforeEach
  void write() throws IOException {
    root =
        Fixture.write(
            Files.createDirectory(temporary.resolve("shop")),
            """
            //- Cart.java
            class Cart { int total; }
            //- Mail.java
            class Mail { void deliver() {} }
            """);
    data = temporary.resolve("data");
  }

  private Workspace open() {
    return Workspaces.open(
        List.of(root),
        Footing.of(data),
        WorkspaceSettings.DEFAULTS,
        () -> Optional.of(new CountingEmbedder()),
        schedule);
  }

  private static void reindex(Workspace workspace) {
    workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text);
  }

  private static List<Hit> lexical(Workspace workspace, String text) {
    return workspace
        .search(
            new Query(text, 10, Query.Mode.LEXICAL, List.of(), List.of(), null, false),
            Cancellation.NEVER)
        .hits();
  }

  private static Choice of(Snapshot snapshot) {
    return new Choice.ById(snapshot.id().toString());
  }

  private static Snapshot full(Workspace workspace) {
    return workspace.backUp(Kind.FULL, Cancellation.NEVER);
  }

  @Test
  void theFormerIndexIsBackAndWhatChangedSinceIsIndexedAgain() throws IOException {
    try (Workspace workspace = open()) {
      reindex(workspace);
      Snapshot snapshot = full(workspace);
      assertEquals(snapshot.id().time().toString(), workspace.status().lastBackup());
      write("Zebra.java", "class Zebra { int stripes; }");
      Files.delete(root.resolve("Mail.java"));
      reindex(workspace);
      long before = workspace.status().generation();
      assertEquals(0, lexical(workspace, "deliver").size());
      Restored restored = workspace.restore(of(snapshot), Cancellation.NEVER);
      assertEquals(snapshot.id().toString(), restored.id());
      assertEquals(2, restored.files());
      assertTrue(restored.generation() > before, "nobody takes it for the former index");
      assertEquals(1, lexical(workspace, "deliver").size());
      assertEquals(0, lexical(workspace, "stripes").size());
      assertTrue(lexical(workspace, "deliver").getFirst().stale(), "the file is gone");
      reindex(workspace);
      assertEquals(0, lexical(workspace, "deliver").size());
      assertEquals(1, lexical(workspace, "stripes").size());
    }
  }

  @Test
  void whereTheBackgroundFollowsTheDiskItFollowsAtOnce() throws IOException {
    try (Workspace workspace = open()) {
      workspace.start();
      reindex(workspace);
      Snapshot snapshot = full(workspace);
      write("Zebra.java", "class Zebra { int stripes; }");
      reindex(workspace);
      workspace.restore(of(snapshot), Cancellation.NEVER);
      await(() -> lexical(workspace, "stripes").size() == 1);
    }
  }

  @Test
  void vectorsAreThereAgainAndNewOnesFollow() throws IOException {
    CountingEmbedder embedder = new CountingEmbedder();
    try (Workspace workspace =
        Workspaces.open(
            List.of(root),
            Footing.of(data),
            WorkspaceSettings.DEFAULTS,
            () -> Optional.of(embedder),
            schedule)) {
      reindex(workspace);
      Snapshot snapshot = full(workspace);
      write("Zebra.java", "class Zebra { int stripes; }");
      reindex(workspace);
      int calls = embedder.calls();
      workspace.restore(of(snapshot), Cancellation.NEVER);
      assertEquals(2, workspace.status().coverage().vectors());
      reindex(workspace);
      assertEquals(3, workspace.status().coverage().vectors());
      assertTrue(embedder.calls() > calls);
      assertNull(workspace.status().lastError());
    }
  }

  @Test
  void aRestoreCanBeUndoneUntilTheNextGoodStart() throws IOException {
    Snapshot snapshot;
    try (Workspace workspace = open()) {
      reindex(workspace);
      snapshot = full(workspace);
      write("Zebra.java", "class Zebra { int stripes; }");
      reindex(workspace);
      assertThrows(Fault.NotFound.class, workspace::undoRestore);
      workspace.restore(of(snapshot), Cancellation.NEVER);
      Restored back = workspace.undoRestore();
      assertEquals("", back.id());
      assertEquals(3, back.files());
      assertEquals(1, lexical(workspace, "stripes").size());
      assertThrows(Fault.NotFound.class, workspace::undoRestore, "once");
      workspace.restore(of(snapshot), Cancellation.NEVER);
    }
    assertEquals(2, versions().size());
    try (Workspace workspace = open()) {
      assertEquals(0, lexical(workspace, "stripes").size(), "the restored one is in use");
      assertEquals(3, workspace.undoRestore().files(), "opening alone is no good start");
      workspace.restore(of(snapshot), Cancellation.NEVER);
    }
    try (Workspace workspace = open()) {
      reindex(workspace);
    }
    assertEquals(1, versions().size(), "now it has proved itself");
    try (Workspace workspace = open()) {
      assertThrows(Fault.NotFound.class, workspace::undoRestore);
      assertEquals(1, lexical(workspace, "stripes").size());
    }
  }

  private List<Path> versions() throws IOException {
    try (Stream<Path> entries = Files.list(data)) {
      return entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith("v-")).toList();
    }
  }

  @Test
  void searchAnswersThroughout() throws Exception {
    try (Workspace workspace = open();
        ExecutorService searchers = Executors.newFixedThreadPool(3)) {
      reindex(workspace);
      Snapshot snapshot = full(workspace);
      write("Mail.java", "class Mail { void deliver() { again(); } }");
      reindex(workspace);
      AtomicBoolean stop = new AtomicBoolean();
      CountDownLatch going = new CountDownLatch(3);
      List<Future<Integer>> counts =
          Stream.generate(() -> searchers.submit(() -> search(workspace, going, stop)))
              .limit(3)
              .toList();
      assertTrue(going.await(60, TimeUnit.SECONDS));
      try {
        for (int i = 0; i < 5; i++) {
          workspace.restore(of(snapshot), Cancellation.NEVER);
          workspace.undoRestore();
        }
      } finally {
        stop.set(true);
      }
      for (Future<Integer> count : counts) {
        assertTrue(result(count) > 10);
      }
    }
  }

  private static int search(Workspace workspace, CountDownLatch going, AtomicBoolean stop) {
    int count = 0;
    while (!stop.get()) {
      SearchResult found =
          workspace.search(Query.of("deliver mail " + count, 10), Cancellation.NEVER);
      assertEquals("Mail.java", found.hits().getFirst().path().toString());
      // a half that is late for want of a processor is left out, which is no failure here
      assertTrue(found.problems().stream().allMatch(p -> p.rule().equals("late")));
      if (count++ == 0) {
        going.countDown();
      }
    }
    return count;
  }

  private static int result(Future<Integer> count) throws InterruptedException {
    try {
      return count.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  @Test
  void whileIndexingGoesOnARestoreIsRefused() throws Exception {
    CountDownLatch scanning = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Workspace workspace = open()) {
      reindex(workspace);
      Snapshot snapshot = full(workspace);
      Progress slow =
          (stage, done, total) -> {
            scanning.countDown();
            try {
              assertTrue(release.await(60, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          };
      Thread indexing =
          Thread.ofPlatform()
              .start(() -> workspace.reindex(Reindex.CHANGED, slow, Cancellation.NEVER));
      assertTrue(scanning.await(60, TimeUnit.SECONDS));
      long before = workspace.status().generation();
      Fault fault =
          assertThrows(Fault.Busy.class, () -> workspace.restore(of(snapshot), Cancellation.NEVER));
      assertTrue(fault.line().contains("indexing"), fault.line());
      assertEquals(before, workspace.status().generation());
      assertFalse(Files.exists(data.resolve("restoring")));
      release.countDown();
      indexing.join();
      workspace.restore(of(snapshot), Cancellation.NEVER);
    }
  }

  @Test
  void aDamagedIndexComesBackByItself() throws IOException {
    try (Workspace workspace = open()) {
      reindex(workspace);
      full(workspace);
    }
    Files.write(versions().getFirst().resolve("index.db"), new byte[8192]);
    try (Workspace workspace = open()) {
      assertEquals(1, lexical(workspace, "deliver").size());
      String said = workspace.status().lastError();
      assertNotNull(said);
      assertTrue(said.contains("restored from the backup 000001-full"), said);
      SearchResult found = workspace.search(Query.of("deliver", 10), Cancellation.NEVER);
      assertEquals("damaged", found.problems().getFirst().rule());
    }
  }

  @Test
  void backupsAreMadeWhenTheyAreDue() {
    try (Workspace workspace = open()) {
      workspace.start();
      workspace.start();
      schedule.advance(BackupClock.TICK_MILLIS - 1);
      assertEquals(List.of(), workspace.backups());
      reindex(workspace);
      await(() -> workspace.status().lastBackup() != null);
      assertEquals(Kind.FULL, workspace.backups().getFirst().id().kind());
      int planned = schedule.planned();
      assertTrue(planned <= 4, planned + " tasks");
    }
  }

  @Test
  void aFailingScheduleIsTold() throws IOException {
    try (Workspace workspace = open()) {
      workspace.start();
      reindex(workspace);
      Files.writeString(data.resolve("backups"), "a file where the folder should be");
      await(() -> workspace.status().lastError() != null);
      assertTrue(String.valueOf(workspace.status().lastError()).contains("backups"));
    }
  }

  /** Waits, within a bound, for what a background thread does, while time passes for it. */
  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "came true within 30 s");
      schedule.advance(1_000);
      Thread.onSpinWait();
    }
  }
}
