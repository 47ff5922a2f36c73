package dev.roocode.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddingLoopTest {
  private final ManualTicker ticker = new ManualTicker();
  private final MemoryStore store = new MemoryStore();

  @Test
  void everyTextOnceOnTwoThreads() {
    commit("a", 100);
    CountingEmbedder embedder = new CountingEmbedder();
    try (EmbeddingLoop loop = loop(embedder)) {
      loop.start();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(100, loop.embedded());
    }
    assertEquals(100, embedder.texts().size());
    assertEquals(100, new HashSet<>(embedder.texts()).size(), "each text once");
    assertEquals(100, store.counts().vectors());
  }

  @Test
  void wakesForNewWork() {
    CountingEmbedder embedder = new CountingEmbedder();
    try (EmbeddingLoop loop = loop(embedder)) {
      loop.start();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      commit("later", 3);
      loop.wake();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(3, store.counts().vectors());
    }
  }

  @Test
  void givesMemoryBackWhenNothingWaitsAnyMore() throws InterruptedException {
    commit("a", 10);
    CountingEmbedder embedder = new CountingEmbedder();
    try (EmbeddingLoop loop = loop(embedder)) {
      loop.start();
      assertTrue(embedder.trimmed().await(30, TimeUnit.SECONDS));
    }
    assertEquals(10, store.counts().vectors());
  }

  @Test
  void theNthCallFailsAndNothingIsLost() {
    for (int n = 1; n <= 12; n++) {
      int failing = n;
      MemoryStore own = new MemoryStore();
      commit(own, "a", 40);
      CountingEmbedder embedder = new CountingEmbedder(4, call -> call == failing);
      try (EmbeddingLoop loop =
          new EmbeddingLoop(own, embedder, IndexSettings.DEFAULTS, ticker, () -> {})) {
        loop.start();
        settleWhileTimePasses(loop);
        assertEquals(40, own.counts().vectors(), "call " + failing + " failed");
        assertEquals(40, embedder.texts().size(), "no text twice, call " + failing + " failed");
        assertTrue(loop.trouble().isEmpty(), "a later success clears the trouble");
      }
    }
  }

  @Test
  void aShareOfTheTimeIsLeftToOthers() {
    commit("a", 8);
    List<Long> calls = Collections.synchronizedList(new ArrayList<>());
    CountingEmbedder embedder =
        new CountingEmbedder(
            4,
            call -> {
              calls.add(ticker.nanos());
              ticker.advance(Duration.ofMillis(100));
              return false;
            });
    IndexSettings quarter = IndexSettings.DEFAULTS.withEmbedWorkers(1).withCpuShare(25);
    try (EmbeddingLoop loop = new EmbeddingLoop(store, embedder, quarter, ticker, () -> {})) {
      loop.start();
      while (store.counts().queued() > 0) {
        ticker.advance(Duration.ofMillis(10));
        loop.wake();
      }
    }
    assertTrue(calls.size() >= 2, calls.toString());
    assertTrue(calls.get(1) - calls.get(0) >= Duration.ofMillis(400).toNanos(), calls.toString());
    assertEquals(0, IndexSettings.DEFAULTS.restNanos(1_000), "all of it by default");
  }

  @Test
  void aDeadEmbedderIsLeftAloneAndRecovers() {
    commit("a", 40);
    AtomicBoolean dead = new AtomicBoolean(true);
    CountingEmbedder embedder = new CountingEmbedder(4, call -> dead.get());
    try (EmbeddingLoop loop = loop(embedder)) {
      loop.start();
      settleWhileTimePasses(loop);
      assertInstance(Fault.Unavailable.class, loop.trouble().orElseThrow());
      assertEquals(40, store.counts().queued(), "all stay queued");
      int calls = embedder.calls();
      assertTrue(calls <= 2 * IndexSettings.DEFAULTS.giveUpAfter(), calls + " calls");
      dead.set(false);
      while (store.counts().queued() > 0) {
        ticker.advance(Duration.ofMinutes(5));
        loop.wake();
      }
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(40, store.counts().vectors());
      assertTrue(loop.trouble().isEmpty());
    }
  }

  @Test
  void oneTextThatAlwaysFailsHoldsNoOtherBack() {
    commit("a", 10);
    commit("poison", 1);
    PoisonEmbedder embedder = new PoisonEmbedder("poison");
    try (EmbeddingLoop loop =
        new EmbeddingLoop(store, embedder, IndexSettings.DEFAULTS, ticker, () -> {})) {
      loop.start();
      settleWhileTimePasses(loop);
      while (store.counts().vectors() < 10) {
        ticker.advance(Duration.ofMinutes(5));
        loop.wake();
      }
      assertEquals(10, store.counts().vectors());
      assertEquals(1, store.counts().queued());
    }
  }

  @Test
  void aWrongNumberOfVectorsIsAFaultAndNotStored() {
    commit("a", 3);
    try (EmbeddingLoop loop =
        new EmbeddingLoop(store, new ShortEmbedder(), IndexSettings.DEFAULTS, ticker, () -> {})) {
      loop.start();
      settleWhileTimePasses(loop);
      assertEquals(0, store.counts().vectors());
      assertTrue(loop.trouble().orElseThrow().line().contains("vectors for"));
    }
  }

  @Test
  void aFailingStoreLosesNothing() {
    FullStore full = new FullStore();
    commit(full, "a", 20);
    CountingEmbedder embedder = new CountingEmbedder();
    try (EmbeddingLoop loop =
        new EmbeddingLoop(full, embedder, IndexSettings.DEFAULTS, ticker, () -> {})) {
      loop.start();
      settleWhileTimePasses(loop);
      assertInstance(Fault.DiskFull.class, loop.trouble().orElseThrow());
      full.full.set(false);
      while (full.counts().queued() > 0) {
        ticker.advance(Duration.ofMinutes(5));
        loop.wake();
      }
      assertEquals(20, full.counts().vectors());
    }
  }

  @Test
  void aPauseStopsNewCalls() throws InterruptedException {
    CountDownLatch attached = new CountDownLatch(1);
    CountingEmbedder embedder = new CountingEmbedder();
    try (EmbeddingLoop loop =
        new EmbeddingLoop(store, embedder, IndexSettings.DEFAULTS, ticker, attached::countDown)) {
      loop.start();
      loop.pause();
      commit("a", 5);
      loop.wake();
      assertEquals(0, embedder.calls());
      loop.resume();
      assertTrue(attached.await(30, TimeUnit.SECONDS));
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(5, store.counts().vectors());
    }
  }

  @Test
  void stopEndsCallsBeforeTheEmbedderIsClosedAndTheRestStaysQueued() {
    commit("a", 2_000);
    CountingEmbedder embedder = new CountingEmbedder();
    EmbeddingLoop loop = loop(embedder);
    loop.start();
    assertTrue(loop.stop());
    embedder.close();
    assertTrue(embedder.isClosed());
    assertEquals(2_000, store.counts().vectors() + store.counts().queued());
    try (EmbeddingLoop again = loop(new CountingEmbedder())) {
      again.start();
      again.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(2_000, store.counts().vectors());
      assertEquals(2_000, loop.embedded() + again.embedded(), "none is computed twice");
    }
  }

  @Test
  void waitingCanBeCancelled() {
    commit("a", 1);
    EmbeddingLoop loop = loop(new CountingEmbedder());
    Cancellation.Switch cancellation = new Cancellation.Switch();
    assertThrows(
        CancellationException.class,
        () ->
            loop.awaitSettled(
                left -> {
                  assertEquals(1, left);
                  cancellation.cancel();
                },
                cancellation));
    assertFalse(loop.trouble().isPresent());
  }

  private EmbeddingLoop loop(CountingEmbedder embedder) {
    return new EmbeddingLoop(store, embedder, IndexSettings.DEFAULTS, ticker, () -> {});
  }

  private void settleWhileTimePasses(EmbeddingLoop loop) {
    loop.awaitSettled(
        left -> {
          ticker.advance(Duration.ofSeconds(1));
          loop.wake();
        },
        Cancellation.NEVER);
  }

  private static void assertInstance(Class<?> type, Object value) {
    assertTrue(type.isInstance(value), () -> value + " is no " + type.getSimpleName());
  }

  private void commit(String name, int chunks) {
    commit(store, name, chunks);
  }

  private static void commit(MemoryStore store, String name, int count) {
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      chunks.add(
          new Chunk(
              new LineRange(i, i), ChunkKind.LINES, "", List.of(), name + " line number " + i));
    }
    store.commit(
        List.of(
            new FileUpdate.Replace(
                FilePath.of(name + ".txt"),
                Language.TEXT,
                new FileStamp(1, 1, ContentHash.of(name)),
                new Chunked(chunks, List.of(), List.of()))));
  }

  /** A disk without space for vectors, until told otherwise. */
  private static final class FullStore extends MemoryStore {
    final AtomicBoolean full = new AtomicBoolean(true);

    @Override
    public synchronized void attach(Map<ContentHash, float[]> computed) {
      if (full.get()) {
        throw new Fault.DiskFull("index", "no space left", "free some");
      }
      super.attach(computed);
    }
  }
}
