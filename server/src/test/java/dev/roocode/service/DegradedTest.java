package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.embed.Embedder;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.store.Committed;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.MemoryStore;
import dev.roocode.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said, costs no more than it must, and mends itself when its cause goes. */
@Timeout(60)
class DegradedTest {
  @TempDir Path temporary;
  private Path root = Path.of("");

  @BeforeEach
  void write() {
    root =
        Fixture.write(
            temporary,
            """
            //- Cart.java
            class Cart { int total; }
            //- Mail.java
            class Mail { void deliver() {} }
            """);
  }

  @Test
  void withoutAModelTextSearchGoesOnAndSaysSo() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (Opened opened = Opened.over(root, Opened.memory(), () -> model(broken))) {
      ReindexReport report = opened.reindex();
      assertEquals(2, report.filesChanged());
      assertEquals(0, report.embedded());
      assertTrue(rules(report.problems()).contains("unavailable"), report.toString());
      SearchResult result = opened.search("deliver");
      assertEquals("Mail.java", result.hits().getFirst().path().toString());
      assertTrue(rules(result.problems()).contains("unavailable"), result.toString());
      assertEquals(Status.State.DEGRADED, opened.state());
      assertTrue(lastError(opened).contains("native library"));
      broken.set(false);
      assertTrue(opened.reindex().embedded() > 0, "a request tries again");
      assertEquals(Status.State.READY, opened.state());
      assertEquals(List.of(), opened.search("deliver").problems());
    }
  }

  @Test
  void searchesDoNotPayForALoadThatFailedAndAChangeTriesAgain() {
    AtomicInteger loads = new AtomicInteger();
    AtomicBoolean broken = new AtomicBoolean(true);
    try (Opened opened =
        Opened.over(
            root,
            Opened.memory(),
            () -> {
              loads.incrementAndGet();
              return model(broken);
            })) {
      opened.search("deliver");
      opened.await(() -> opened.state() == Status.State.DEGRADED);
      opened.search("deliver");
      opened.search("total");
      assertEquals(1, loads.get());
      broken.set(false);
      opened.workspace.changed(List.of(opened.file("Mail.java"), opened.file("Cart.java")));
      opened.await(() -> opened.store.counts().vectors() == 2);
      opened.await(() -> opened.state() == Status.State.READY);
    }
  }

  private static Embedder model(AtomicBoolean broken) {
    if (broken.get()) {
      throw new UnsatisfiedLinkError("no native library for this machine");
    }
    return new CountingEmbedder();
  }

  @Test
  void aSlowModelDelaysNoTextSearch() {
    CountDownLatch release = new CountDownLatch(1);
    try (Opened opened =
        Opened.over(
            root,
            Opened.memory(),
            () -> {
              await(release);
              return new CountingEmbedder();
            })) {
      opened.workspace.start();
      opened.await(() -> opened.store.counts().files() == 2);
      SearchResult result = opened.search("deliver");
      assertEquals("Mail.java", result.hits().getFirst().path().toString());
      assertTrue(rules(result.problems()).contains("noEmbedder"));
      assertFalse(result.cached());
      release.countDown();
      opened.await(() -> opened.store.counts().vectors() == 2);
      assertEquals(List.of(), opened.search("deliver").problems());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theNthCallOfTheEmbedderFailsAndAllVectorsComeInTheEnd() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i + "\n");
    }
    for (int n = 1; n <= 6; n++) {
      int failing = n;
      MemoryStore store = Opened.memory();
      CountingEmbedder embedder = new CountingEmbedder(4, call -> call == failing);
      try (Opened opened = Opened.over(root, store, () -> embedder)) {
        opened.workspace.start();
        opened.await(() -> store.counts().files() == 22 && store.counts().queued() == 0);
        assertEquals(store.counts().chunks(), store.counts().vectors());
        opened.await(() -> opened.state() == Status.State.READY);
      }
    }
  }

  @Test
  void aFullDiskIsNamedAndTheNextChangeTriesAgain() {
    AtomicBoolean full = new AtomicBoolean();
    MemoryStore store =
        new MemoryStore(Words::of) {
          @Override
          public synchronized Committed commit(List<FileUpdate> updates) {
            if (full.get()) {
              throw new Fault.DiskFull("/data", "has no space left", "free some space");
            }
            return super.commit(updates);
          }
        };
    try (Opened opened = Opened.over(root, store, CountingEmbedder::new)) {
      opened.reindex();
      full.set(true);
      opened.edit("Mail.java", "class Mail { void catapult() {} }");
      assertThrows(Fault.DiskFull.class, opened::reindex);
      assertEquals(Status.State.DEGRADED, opened.state());
      assertEquals("/data: has no space left (free some space)", lastError(opened));
      assertEquals(List.of("Mail.java"), opened.found("deliver"), "search goes on");
      assertTrue(rules(opened.search("deliver").problems()).contains("diskFull"));
      opened.workspace.changed(List.of(opened.file("Mail.java")));
      opened.pass(1_000);
      full.set(false);
      opened.workspace.changed(List.of(opened.file("Cart.java")));
      opened.await(() -> opened.found("catapult").equals(List.of("Mail.java")));
      opened.await(() -> opened.state() == Status.State.READY);
      assertEquals(List.of(), opened.search("catapult").problems());
    }
  }

  @Test
  void anUnsavedTextThatCannotBeWrittenWaits() {
    AtomicBoolean full = new AtomicBoolean();
    MemoryStore store =
        new MemoryStore(Words::of) {
          @Override
          public synchronized Committed commit(List<FileUpdate> updates) {
            if (full.get()) {
              throw new Fault.DiskFull("/data", "has no space left", "free some space");
            }
            return super.commit(updates);
          }
        };
    try (Opened opened = Opened.over(root, store, CountingEmbedder::new)) {
      opened.reindex();
      full.set(true);
      opened.workspace.edit(opened.file("Mail.java"), "class Mail { void catapult() {} }");
      SearchResult result = opened.lexical("deliver");
      assertEquals("Mail.java", result.hits().getFirst().path().toString());
      assertTrue(rules(result.problems()).contains("diskFull"));
      assertEquals(Status.State.DEGRADED, opened.state());
      full.set(false);
      assertEquals(List.of("Mail.java"), opened.found("catapult"));
      opened.await(() -> opened.state() == Status.State.READY);
    }
  }

  @Test
  void aWorkspaceThatAnotherProcessWritesIsOnlyRead() {
    MemoryStore written = Opened.memory();
    try (Opened writer = Opened.over(root, written, CountingEmbedder::new)) {
      writer.reindex();
    }
    MemoryStore reading =
        new MemoryStore(Words::of) {
          @Override
          public boolean isReadOnly() {
            return true;
          }
        };
    try (Opened reader = Opened.over(root, reading, CountingEmbedder::new)) {
      reader.workspace.start();
      assertEquals(Status.State.READ_ONLY, reader.state());
      assertThrows(Fault.Busy.class, reader::reindex);
      reader.workspace.edit(reader.file("Mail.java"), "class Mail {}");
      reader.workspace.changed(List.of(reader.file("Mail.java")));
      assertTrue(rules(reader.search("deliver").problems()).contains("readOnly"));
      Reindex dry = new Reindex(null, false, true);
      assertEquals(
          2, reader.workspace.reindex(dry, Progress.NONE, Cancellation.NEVER).filesChanged());
    }
  }

  private static String lastError(Opened opened) {
    String error = opened.workspace.status().lastError();
    assertNotNull(error);
    return error;
  }

  private static List<String> rules(List<Problem> problems) {
    return problems.stream().map(Problem::rule).toList();
  }
}
