package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.embed.Embedder;
import dev.roocode.index.CountingEmbedder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real store, the real clock and files on disk. */
@Timeout(120)
class WorkspacesTest {
  @TempDir Path temporary;
  private Path root = Path.of("");
  private Path data = Path.of("");

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

  @Test
  void reopeningEmbedsNothingAndAnswersBeforeAnythingRuns() {
    try (Workspace first = open()) {
      ReindexReport report = reindex(first);
      assertEquals(2, report.filesChanged());
      assertTrue(report.embedded() > 0);
      assertTrue(first.status().storeBytes() > 0);
    }
    CountingEmbedder embedder = new CountingEmbedder();
    try (Workspace again =
        Workspaces.open(
            List.of(root), data, WorkspaceSettings.DEFAULTS, () -> Optional.of(embedder))) {
      SearchResult result = search(again);
      assertEquals("Mail.java", result.hits().getFirst().path().toString());
      assertFalse(result.hits().getFirst().stale());
      assertEquals(0, reindex(again).filesChanged());
      assertEquals(0, embedder.calls());
    }
  }

  @Test
  void anUnsavedTextDoesNotOutliveTheEditor() {
    try (Workspace first = open()) {
      reindex(first);
      first.edit(root.resolve("Mail.java"), "class Mail { void catapult() {} }");
      assertEquals(1, lexical(first, "catapult").hits().size());
    }
    try (Workspace again = open()) {
      assertTrue(lexical(again, "catapult").hits().getFirst().stale());
      reindex(again);
      assertEquals(List.of(), lexical(again, "catapult").hits());
      assertEquals(1, lexical(again, "deliver").hits().size());
    }
  }

  @Test
  void aSecondOneReadsOnlyAndSaysSo() {
    try (Workspace writer = open()) {
      reindex(writer);
      try (Workspace reader = open()) {
        assertEquals(Status.State.READ_ONLY, reader.status().state());
        SearchResult result = search(reader);
        assertEquals("Mail.java", result.hits().getFirst().path().toString());
        assertTrue(result.problems().stream().map(Problem::rule).anyMatch("readOnly"::equals));
        reader.start();
        reader.edit(root.resolve("Mail.java"), "class Mail { void catapult() {} }");
        assertEquals(List.of(), lexical(reader, "catapult").hits());
        assertThrows(Fault.Busy.class, () -> reindex(reader));
        writer.edit(root.resolve("Mail.java"), "class Mail { void trebuchet() {} }");
        assertEquals(1, lexical(writer, "trebuchet").hits().size());
        assertEquals(1, lexical(reader, "trebuchet").hits().size(), "it follows the writer");
      }
    }
    try (Workspace later = open()) {
      assertFalse(later.status().state() == Status.State.READ_ONLY);
    }
  }

  @Test
  void aReaderAsksTheWriterForBackupsAndIsBusyWhereNoneAnswers() {
    try (Workspace writer = open();
        Workspace alone = open();
        Workspace reader = open(footing(() -> Optional.of(unclosed(writer))))) {
      reindex(writer);
      assertThrows(Fault.Busy.class, () -> alone.backUp(Kind.FULL, Cancellation.NEVER));
      assertThrows(Fault.Busy.class, () -> alone.backUp(Kind.CACHE, Cancellation.NEVER));
      Snapshot made = reader.backUp(Kind.FULL, Cancellation.NEVER);
      assertEquals(made.id().time().toString(), reader.status().lastBackup());
      assertEquals(List.of(made), alone.backups());
      assertTrue(reader.verify(null, true, Cancellation.NEVER).isSound());
      Choice choice = new Choice.ById(made.id().toString());
      assertThrows(Fault.Busy.class, () -> alone.restore(choice, Cancellation.NEVER));
      assertThrows(Fault.Busy.class, alone::undoRestore);
      assertEquals(2, reader.restore(choice, Cancellation.NEVER).files());
      assertEquals(2, reader.undoRestore().files());
      assertThrows(Fault.NotFound.class, reader::undoRestore, "the writer's own word");
      assertEquals(1, lexical(reader, "deliver").hits().size());
    }
  }

  private Footing footing(Supplier<Optional<ServedWorkspace>> writer) {
    return new Footing(data, () -> Keyring.open(data), 0, writer);
  }

  private Workspace open(Footing footing) {
    return Workspaces.open(
        List.of(root),
        footing,
        WorkspaceSettings.DEFAULTS,
        WorkspacesTest::embedder,
        new ManualSchedule());
  }

  /** The workspace behind a connection: its end is not the workspace's. */
  private static ServedWorkspace unclosed(Workspace workspace) {
    return (ServedWorkspace)
        Proxy.newProxyInstance(
            ServedWorkspace.class.getClassLoader(),
            new Class<?>[] {ServedWorkspace.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("close")
                    ? null
                    : method.invoke(workspace, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void aReaderIsToldOnceWhenItCouldWrite() {
    AtomicInteger told = new AtomicInteger();
    Workspace writer = open();
    reindex(writer);
    ManualSchedule schedule = new ManualSchedule();
    try (Workspace reader = open(schedule)) {
      reader.whenWritable(told::incrementAndGet);
      writer.whenWritable(told::incrementAndGet);
      schedule.advance(10 * Succession.LOOK_MILLIS);
      assertEquals(0, told.get());
      writer.close();
      schedule.advance(10 * Succession.LOOK_MILLIS);
      assertEquals(1, told.get());
      assertEquals(Status.State.READ_ONLY, reader.status().state(), "until it is opened anew");
    }
    try (Workspace anew = open()) {
      assertFalse(anew.status().state() == Status.State.READ_ONLY);
    }
  }

  @Test
  void aDamagedIndexIsSetAsideSaidAndRebuilt() throws IOException {
    try (Workspace first = open()) {
      reindex(first);
    }
    try (Stream<Path> files = Files.walk(data)) {
      Path database = files.filter(file -> file.endsWith("index.db")).findFirst().orElseThrow();
      byte[] content = Files.readAllBytes(database);
      java.util.Arrays.fill(content, 0, 4096, (byte) 7);
      Files.write(database, content);
    }
    try (Workspace again = open()) {
      String error = again.status().lastError();
      assertNotNull(error);
      assertTrue(error.contains("damaged"), error);
      assertTrue(search(again).problems().stream().map(Problem::rule).anyMatch("damaged"::equals));
      assertEquals(2, reindex(again).filesChanged());
      assertFalse(search(again).problems().stream().map(Problem::rule).anyMatch("damaged"::equals));
      assertEquals(Status.State.READY, again.status().state());
    }
  }

  @Test
  void theIndexNeverIndexesItself() throws IOException {
    Path inside = root.resolve("my [data]");
    Files.createDirectory(inside);
    Files.writeString(inside.resolve("notes.txt"), "catapult\n");
    try (Workspace opened =
        Workspaces.open(
            List.of(root), inside, WorkspaceSettings.DEFAULTS, WorkspacesTest::embedder)) {
      assertEquals(2, reindex(opened).filesSeen());
      assertEquals(List.of(), lexical(opened, "catapult").hits());
      assertFalse(opened.explain(inside.resolve("notes.txt")).indexed());
    }
  }

  @Test
  void anUnknownFolderOpensAndLocksNothing() {
    assertThrows(
        Fault.NotFound.class,
        () ->
            Workspaces.open(
                List.of(root.resolve("missing")),
                data,
                WorkspaceSettings.DEFAULTS,
                WorkspacesTest::embedder));
    assertFalse(Files.exists(data));
  }

  @Test
  void withoutAnEmbedderTextIsAllAndNothingIsMissing() {
    try (Workspace opened =
        Workspaces.open(List.of(root), data, WorkspaceSettings.DEFAULTS, Optional::empty)) {
      ReindexReport report = reindex(opened);
      assertEquals(List.of(), report.problems());
      assertEquals("Mail.java", search(opened).hits().getFirst().path().toString());
      assertTrue(search(opened).cached());
      assertEquals(Status.State.READY, opened.status().state());
    }
  }

  private static Optional<Embedder> embedder() {
    return Optional.of(new CountingEmbedder());
  }

  private Workspace open() {
    return Workspaces.open(
        List.of(root), data, WorkspaceSettings.DEFAULTS, WorkspacesTest::embedder);
  }

  private Workspace open(Schedule schedule) {
    return Workspaces.open(
        List.of(root),
        Footing.of(data),
        WorkspaceSettings.DEFAULTS,
        WorkspacesTest::embedder,
        schedule);
  }

  private static ReindexReport reindex(Workspace workspace) {
    return workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  private static SearchResult search(Workspace workspace) {
    return workspace.search(Query.of("deliver", 5), Cancellation.NEVER);
  }

  private static SearchResult lexical(Workspace workspace, String text) {
    return workspace.search(
        new Query(text, 5, Query.Mode.LEXICAL, List.of(), List.of(), null, false),
        Cancellation.NEVER);
  }
}
