package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalWorkspaceTest {
  @TempDir Path temporary;
  private Path root = Path.of("");

  @BeforeEach
  void write() {
    root =
        Fixture.write(
            temporary,
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
              void deliver(String recipient) {
                transport.send(recipient);
              }
            }
            //- README.md
            # Shop
            How to start the warehouse.
            """);
  }

  @Test
  void aSecondRunEmbedsNothing() {
    MemoryStore store = Opened.memory();
    try (Opened first = Opened.over(root, store, CountingEmbedder::new)) {
      ReindexReport report = first.reindex();
      assertEquals(3, report.filesSeen());
      assertEquals(3, report.filesChanged());
      assertEquals(store.counts().chunks(), report.chunks());
      assertEquals(report.chunks(), report.embedded());
      assertEquals(List.of(), report.problems());
    }
    CountingEmbedder embedder = new CountingEmbedder();
    try (Opened second = Opened.over(root, store, () -> embedder)) {
      ReindexReport report = second.reindex();
      assertEquals(0, report.filesChanged() + report.embedded() + report.chunks());
      assertEquals(0, embedder.calls());
    }
    assertTrue(embedder.isClosed());
  }

  @Test
  void findsPlacesAndSaysHowMuchItSaw() {
    try (Opened opened = Opened.over(root)) {
      assertEquals(new Coverage(0, 0, 0, 0), opened.search("total price").coverage());
      opened.reindex();
      SearchResult result = opened.search("total price of the cart");
      assertEquals("src/Cart.java", result.hits().getFirst().path().toString());
      assertFalse(result.hits().getFirst().stale());
      int chunks = opened.store.counts().chunks();
      assertEquals(new Coverage(3, 3, chunks, chunks), result.coverage());
      assertEquals(List.of(), result.problems());
    }
  }

  @Test
  void aHitIsStaleOnceTheContentDiffers() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      opened.touch("src/Mail.java");
      assertFalse(opened.first("deliver recipient").stale(), "a new time alone is no change");
      opened.edit("src/Mail.java", "class Mail {}\n");
      assertTrue(opened.first("deliver recipient").stale());
      delete("src/Mail.java");
      assertTrue(opened.first("deliver recipient").stale());
    }
  }

  @Test
  void theSameQuestionIsKeptUntilTheIndexChanges() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      assertFalse(opened.search("deliver recipient").cached());
      SearchResult again = opened.search("deliver recipient");
      assertTrue(again.cached());
      assertFalse(again.hits().getFirst().stale());
      opened.edit("src/Mail.java", "class Mail { void deliver(String recipient) {} }\n");
      SearchResult changed = opened.search("deliver recipient");
      assertTrue(changed.cached());
      assertTrue(
          changed.hits().stream()
              .filter(hit -> hit.path().equals(FilePath.of("src/Mail.java")))
              .allMatch(hit -> hit.stale()),
          "a kept answer still looks at the files");
      opened.reindex();
      assertFalse(opened.search("deliver recipient").cached());
    }
  }

  @Test
  void answersWithCitations() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      StringBuilder streamed = new StringBuilder();
      Answer answer =
          opened.workspace.ask("deliver to the recipient", 5, streamed::append, Cancellation.NEVER);
      assertEquals(answer.text(), streamed.toString());
    }
  }

  @Test
  void outlineSymbolsAndExplanation() throws IOException {
    Files.writeString(root.resolve(".gitignore"), "secret/\n");
    Fixture.write(root, "//- secret/Hidden.java\nclass Hidden {}\n");
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      assertTrue(
          opened.workspace.outline(opened.file("src/Cart.java")).stream()
              .map(Symbol::name)
              .toList()
              .containsAll(List.of("Cart", "totalPrice")));
      assertThrows(
          Fault.NotFound.class, () -> opened.workspace.outline(opened.file("secret/Hidden.java")));
      assertEquals(
          FilePath.of("src/Mail.java"), opened.workspace.symbols("deliv", 5).getFirst().path());
      assertTrue(opened.workspace.explain(opened.file("src/Cart.java")).indexed());
      var hidden = opened.workspace.explain(opened.file("secret/Hidden.java"));
      assertFalse(hidden.indexed());
      assertEquals("secret/", hidden.rule());
      assertEquals(".gitignore:1", hidden.source());
    }
  }

  @Test
  void anEmptyWorkspaceAnswers() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty")).toRealPath();
    try (Opened opened = Opened.over(empty)) {
      assertEquals(0, opened.reindex().filesSeen());
      assertEquals(List.of(), opened.search("anything").hits());
      assertEquals(Status.State.READY, opened.state());
    }
    try (Opened none = Opened.over(List.of(), Opened.memory(), CountingEmbedder::new)) {
      assertEquals(0, none.reindex().filesSeen());
      assertEquals(List.of(), none.search("anything").hits());
    }
  }

  @Test
  void anUnknownFolderIsNamed() {
    Path missing = root.resolve("missing");
    Fault fault = assertThrows(Fault.NotFound.class, () -> Opened.over(missing));
    assertEquals(missing.toString(), fault.resource());
    assertThrows(Fault.NotFound.class, () -> Opened.over(root.resolve("README.md")));
  }

  @Test
  void aScopeMustLieInTheWorkspace() {
    try (Opened opened = Opened.over(root)) {
      Reindex outside = new Reindex(Path.of("/nowhere/at/all"), false, false);
      assertThrows(
          Fault.NotFound.class,
          () -> opened.workspace.reindex(outside, Progress.NONE, Cancellation.NEVER));
      Reindex inside = new Reindex(opened.file("src"), false, false);
      assertEquals(
          2, opened.workspace.reindex(inside, Progress.NONE, Cancellation.NEVER).filesChanged());
      Reindex whole = new Reindex(root, false, false);
      assertEquals(
          1, opened.workspace.reindex(whole, Progress.NONE, Cancellation.NEVER).filesChanged());
    }
  }

  @Test
  void aDryRunWritesNothing() {
    try (Opened opened = Opened.over(root)) {
      ReindexReport report =
          opened.workspace.reindex(
              new Reindex(null, false, true), Progress.NONE, Cancellation.NEVER);
      assertEquals(3, report.filesChanged());
      assertEquals(0, opened.store.counts().files());
    }
  }

  @Test
  void progressGoesThroughTheStagesInOrder() {
    List<String> stages = new ArrayList<>();
    try (Opened opened = Opened.over(root)) {
      opened.workspace.reindex(
          Reindex.CHANGED,
          (stage, done, total) -> {
            if (stages.isEmpty() || !stages.getLast().equals(stage.name())) {
              stages.add(stage.name());
            }
            assertTrue(total == 0 || done <= total, stage + " " + done + "/" + total);
          },
          Cancellation.NEVER);
    }
    assertEquals(List.of("SCANNING", "CHUNKING", "EMBEDDING"), stages);
  }

  @Test
  void cancellingOneRequestLeavesTheOther() throws InterruptedException {
    try (Opened opened = Opened.over(root)) {
      Cancellation.Switch cancellation = new Cancellation.Switch();
      List<Object> outcome = new ArrayList<>();
      Thread waiting =
          new Thread(() -> {
            try {
              outcome.add(opened.workspace.reindex(Reindex.CHANGED, Progress.NONE, cancellation));
            } catch (CancellationException e) {
              outcome.add(e);
            }
          });
      ReindexReport report =
          opened.workspace.reindex(
              Reindex.CHANGED,
              (stage, done, total) -> {
                if (stage == Progress.Stage.SCANNING && !waiting.isAlive() && outcome.isEmpty()) {
                  waiting.start();
                  cancellation.cancel();
                  joined(waiting); // the other one must not need this one's end
                }
              },
              Cancellation.NEVER);
      assertTrue(outcome.getFirst() instanceof CancellationException, outcome.toString());
      assertEquals(3, report.filesChanged());
      waiting.join();
    }
  }

  private static void joined(Thread thread) {
    try {
      assertTrue(thread.join(java.time.Duration.ofSeconds(30)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCancelledRequestResumesLater() throws IOException {
    for (int i = 0; i < 100; i++) {
      Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i + "\n");
    }
    try (Opened opened = Opened.over(root)) {
      Cancellation.Switch cancellation = new Cancellation.Switch();
      assertThrows(
          CancellationException.class,
          () ->
              opened.workspace.reindex(
                  Reindex.CHANGED,
                  (stage, done, total) -> {
                    if (stage == Progress.Stage.CHUNKING && done > 10) {
                      cancellation.cancel();
                    }
                  },
                  cancellation));
      int written = opened.store.counts().files();
      assertTrue(written > 0 && written < 103);
      assertEquals(103 - written, opened.reindex().filesChanged());
      assertEquals(opened.store.counts().chunks(), opened.store.counts().vectors());
    }
  }

  @Test
  void afterCloseEveryRequestIsRefused() {
    Opened opened = Opened.over(root);
    opened.close();
    opened.close();
    assertThrows(Fault.NotReady.class, () -> opened.search("anything"));
    assertThrows(Fault.NotReady.class, opened::reindex);
    assertThrows(Fault.NotReady.class, opened.workspace::status);
    assertThrows(Fault.NotReady.class, () -> opened.workspace.changed(List.of(root)));
  }

  @Test
  void closingInTheMiddleOfEmbeddingGoesOnAfterwards() throws IOException {
    for (int i = 0; i < 300; i++) {
      Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i + "\n");
    }
    MemoryStore store = Opened.memory();
    CountingEmbedder embedder = new CountingEmbedder();
    Opened first = Opened.over(root, store, () -> embedder);
    first.workspace.start();
    first.await(() -> embedder.calls() > 3);
    first.close();
    assertTrue(embedder.isClosed());
    int before = embedder.texts().size();
    CountingEmbedder next = new CountingEmbedder();
    try (Opened second = Opened.over(root, store, () -> next)) {
      second.reindex();
      assertEquals(store.counts().chunks(), store.counts().vectors());
      assertEquals(303, store.counts().files());
      assertEquals(store.counts().chunks(), before + next.texts().size(), "none twice");
    }
  }

  @Test
  void aQueryThatIsCancelledEnds() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      assertThrows(
          CancellationException.class,
          () -> opened.workspace.search(Query.of("anything", 5), () -> true));
    }
  }

  private void delete(String name) {
    try {
      Files.delete(root.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
