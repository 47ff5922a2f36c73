package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.SearchResult;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.store.MemoryStore;
import dev.roocode.store.PendingText;
import dev.roocode.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A question that comes while the background has just begun to compute vectors. */
@Timeout(60)
class ColdSearchTest {
  private static final int FILES = 200;

  @TempDir Path root;

  @Test
  void whatItCouldUseIsEmbeddedBeforeItIsAnswered() throws IOException, InterruptedException {
    for (int i = 0; i < FILES; i++) {
      String text = i == FILES - 1 ? "the lighthouse keeper" : "number" + i + " of the lighthouse";
      Files.writeString(root.resolve("f" + i + ".txt"), text + "\n");
    }
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    CountingEmbedder embedder =
        new CountingEmbedder(
            4,
            call -> {
              begun.countDown();
              try {
                asked.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return false;
            });
    MemoryStore store =
        new MemoryStore(Words::of) {
          @Override
          public synchronized List<PendingText> pending(
              Collection<ContentHash> hashes, Instant now) {
            asked.countDown();
            return super.pending(hashes, now);
          }
        };
    try (Opened opened = Opened.over(root, store, () -> embedder)) {
      opened.workspace.start();
      begun.await();
      SearchResult result = opened.search("lighthouse keeper");
      assertEquals(List.of(), result.problems());
      assertEquals("f" + (FILES - 1) + ".txt", result.hits().getFirst().path().relative());
      List<String> early = embedder.texts().stream().limit(4 * 2 + 32).toList();
      assertTrue(early.size() >= 4 + 32, "what was asked for, and what had begun");
      assertTrue(early.stream().anyMatch(text -> text.contains("keeper")), "ahead of its turn");
      opened.reindex();
      assertEquals(FILES, store.counts().vectors());
      assertEquals(FILES, new HashSet<>(embedder.texts()).size());
    }
  }
}
