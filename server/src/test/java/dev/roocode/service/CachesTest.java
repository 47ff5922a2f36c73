package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Query;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import dev.roocode.index.CountingEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between requests, and what must not be. */
@Timeout(60)
class CachesTest {
  @TempDir Path temporary;
  private Path root = Path.of("");

  @BeforeEach
  void write() {
    root =
        Fixture.write(
            temporary.resolve("workspace"),
            """
            //- src/Cart.java
            class Cart {
              /** Adds up the prices. */
              int totalPrice() {
                return items.stream().mapToInt(Item::price).sum();
              }
            }
            //- src/Mail.java
            class Mail {
              /** Brings the letter to its recipient. */
              void deliver(String recipient) {
                transport.send(recipient);
              }
            }
            """);
  }

  private static Answer ask(Opened opened, StringBuilder text) {
    text.setLength(0);
    return opened.workspace.ask(
        "how is mail delivered to its recipient", 5, text::append, Cancellation.NEVER);
  }

  @Test
  void anAnswerIsKeptUntilAnythingItIsMadeOfChanges() {
    StringBuilder text = new StringBuilder();
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      Answer first = ask(opened, text);
      assertFalse(first.cached());
      Answer again = ask(opened, text);
      assertTrue(again.cached());
      assertEquals(first.text(), again.text());
      assertEquals(first.citations(), again.citations());
      assertEquals(first.text(), text.toString(), "told piece by piece all the same");
      opened.edit("src/Mail.java", "class Mail {\n  void deliver(String recipient) {}\n}\n");
      Answer stale = ask(opened, text);
      assertFalse(stale.cached());
      assertTrue(stale.text().contains("has changed since"));
      opened.reindex();
      Answer now = ask(opened, text);
      assertFalse(now.cached());
      assertNotEquals(first.citations(), now.citations());
    }
  }

  @Test
  void unsavedTextIsNeverAnsweredFromWhatWasKept() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      assertEquals(List.of(), opened.found("gazebo"));
      assertEquals(List.of(), opened.found("gazebo"));
      opened.workspace.edit(opened.file("src/Mail.java"), "class Gazebo {}\n");
      assertEquals(List.of("src/Mail.java"), opened.found("gazebo"));
      opened.workspace.edit(opened.file("src/Mail.java"), "class Pavilion {}\n");
      assertEquals(List.of(), opened.found("gazebo"));
    }
  }

  @Test
  void nothingIsKeptBeyondItsTime() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      opened.search("deliver recipient");
      opened.pass(7_200_000 - 1);
      assertTrue(opened.search("deliver recipient").cached());
      opened.pass(1);
      assertFalse(opened.search("deliver recipient").cached());
    }
  }

  /** Counts the questions that were computed. */
  private static final class Asked implements Embedder {
    private final CountingEmbedder embedder = new CountingEmbedder();
    private final AtomicInteger questions;

    Asked(AtomicInteger questions) {
      this.questions = questions;
    }

    @Override
    public ModelId model() {
      return embedder.model();
    }

    @Override
    public int batchSize() {
      return embedder.batchSize();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return embedder.embed(texts);
    }

    @Override
    public float[] embedQuery(String text) {
      questions.incrementAndGet();
      return embedder.embedQuery(text);
    }

    @Override
    public void close() {
      embedder.close();
    }
  }

  private Workspace open(ManualSchedule schedule, AtomicInteger questions) {
    return Workspaces.open(
        List.of(root),
        Footing.of(temporary.resolve("data")),
        WorkspaceSettings.DEFAULTS,
        () -> Optional.of(new Asked(questions)),
        schedule);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(temporary.resolve("data"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  @Test
  void vectorsOfQuestionsOutliveACleanEnd() throws IOException {
    AtomicInteger questions = new AtomicInteger();
    Query query = Query.of("where is the zanzibar ornithopter", 5);
    try (Workspace first = open(new ManualSchedule(), questions)) {
      first.start();
      first.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      first.search(query, Cancellation.NEVER);
    }
    assertEquals(1, questions.get());
    try (Workspace second = open(new ManualSchedule(), questions)) {
      assertEquals(Kind.CACHE, second.backups().getLast().id().kind());
      Snapshot made = second.backUp(Kind.CACHE, Cancellation.NEVER); // reads what there is first
      assertTrue(made.verified());
      second.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      second.search(query, Cancellation.NEVER);
    }
    assertEquals(1, questions.get(), "kept");
    for (String file : files()) {
      String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
      assertFalse(text.contains("zanzibar") || text.contains("ornithopter"), file);
    }
  }

  @Test
  void aDamagedSnapshotIsAColdStart() throws IOException {
    AtomicInteger questions = new AtomicInteger();
    Query query = Query.of("where is mail delivered", 5);
    try (Workspace first = open(new ManualSchedule(), questions)) {
      first.start();
      first.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      first.search(query, Cancellation.NEVER);
    }
    Path cache =
        Path.of(
            files().stream().filter(name -> name.contains("-cache-")).findFirst().orElseThrow());
    byte[] bytes = Files.readAllBytes(cache);
    bytes[bytes.length / 2] ^= 4;
    Files.write(cache, bytes);
    try (Workspace second = open(new ManualSchedule(), questions)) {
      second.start();
      second.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      assertFalse(second.search(query, Cancellation.NEVER).hits().isEmpty());
    }
    assertEquals(2, questions.get(), "computed anew");
  }
}
