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
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.MemoryStore;
import dev.roocode.store.PendingText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that a search waits for. The clock stands, so that who waits too long waits for ever. */
@Timeout(60)
class PreferredTextsTest {
  private static final int TEXTS = 100;
  private static final int UNIT = IndexSettings.DEFAULTS.attachTexts();
  private static final IndexSettings ONE_WORKER = IndexSettings.DEFAULTS.withEmbedWorkers(1);
  private static final long NEVER = Long.MAX_VALUE;

  private final ManualTicker ticker = new ManualTicker();
  private final AskedStore store = new AskedStore();
  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void comeNextWhileALongUnitRuns() throws InterruptedException {
    List<PendingText> last = committed(5);
    CountingEmbedder embedder = new CountingEmbedder(1, firstCall(store.asked::await));
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER)) {
      loop.start();
      begun.await();
      assertTrue(loop.prefer(hashes(last), NEVER, Cancellation.NEVER));
      assertEquals(texts(last), embedder.texts().subList(1, 6), "after the call that ran");
      assertEquals(6, store.counts().vectors(), "nothing that was computed is lost");
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
    }
    assertEquals(TEXTS, new HashSet<>(embedder.texts()).size());
    assertEquals(TEXTS, embedder.texts().size(), "each once");
  }

  @Test
  void theOnesInAUnitThatRunsComeNextToo() throws InterruptedException {
    committed(0);
    List<PendingText> inUnit = store.pending(TEXTS, ticker.now()).subList(10, 13);
    CountingEmbedder embedder = new CountingEmbedder(1, firstCall(store.asked::await));
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER)) {
      loop.start();
      begun.await();
      assertTrue(loop.prefer(hashes(inUnit), NEVER, Cancellation.NEVER));
      assertEquals(texts(inUnit), embedder.texts().subList(1, 4));
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(TEXTS, embedder.texts().size(), "each once");
    }
  }

  @Test
  void onlyTheyAreEmbeddedDuringASearch() {
    List<PendingText> last = committed(6);
    CountingEmbedder embedder = new CountingEmbedder(1, call -> false);
    try (EmbeddingLoop loop = loop(embedder, IndexSettings.DEFAULTS)) {
      loop.searchBegins();
      loop.start();
      assertTrue(loop.prefer(hashes(last), NEVER, Cancellation.NEVER));
      assertEquals(new HashSet<>(texts(last)), new HashSet<>(embedder.texts()));
      assertEquals(6, store.counts().vectors());
      loop.searchEnds();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(TEXTS, store.counts().vectors());
    }
  }

  @Test
  void noRestDelaysThem() {
    List<PendingText> last = committed(5);
    IntPredicate slow =
        call -> {
          ticker.advance(Duration.ofMillis(100));
          return false;
        };
    CountingEmbedder embedder = new CountingEmbedder(1, slow);
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER.withCpuShare(5))) {
      loop.start();
      assertTrue(loop.prefer(hashes(last), NEVER, Cancellation.NEVER));
      assertTrue(embedder.texts().containsAll(texts(last)));
      assertTrue(embedder.texts().size() < UNIT, "the others rest");
    }
  }

  @Test
  void whatIsLateStaysAhead() throws InterruptedException {
    List<PendingText> last = committed(5);
    CountDownLatch answered = new CountDownLatch(1);
    CountingEmbedder embedder =
        new CountingEmbedder(
            1,
            firstCall(() -> {
              store.asked.await();
              ticker.advance(Duration.ofSeconds(1));
              answered.await();
            }));
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER)) {
      loop.start();
      begun.await();
      long until = Duration.ofMillis(500).toNanos();
      assertFalse(loop.prefer(hashes(last), until, Cancellation.NEVER));
      answered.countDown();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
    }
    assertEquals(texts(last), embedder.texts().subList(UNIT, UNIT + 5));
  }

  @Test
  void nobodyWaitsForASlowEmbedder() throws InterruptedException {
    List<PendingText> last = committed(20);
    CountDownLatch answered = new CountDownLatch(1);
    CountingEmbedder embedder =
        new CountingEmbedder(
            1,
            call -> {
              ticker.advance(Duration.ofMillis(10));
              return call == 2 && awaits(answered);
            });
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER)) {
      loop.start();
      begun.await();
      long now = ticker.nanos();
      long fifteen = now + Duration.ofMillis(150).toNanos();
      assertFalse(loop.prefer(hashes(last), fifteen, Cancellation.NEVER), "15 in that time");
      answered.countDown();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(texts(last), embedder.texts().subList(UNIT, UNIT + 20), "they come next");
    }
  }

  private boolean awaits(CountDownLatch latch) {
    begun.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return false;
  }

  @Test
  void fewTextsAreSoonMade() {
    Speed speed = new Speed();
    assertTrue(speed.reaches(32, 1, 1), "nothing is known yet");
    speed.took(80, 8);
    assertTrue(speed.reaches(4, 2, 20));
    assertFalse(speed.reaches(5, 2, 20));
    speed.took(0, 1);
    speed.took(0, 1);
    assertTrue(speed.reaches(8, 2, 20), "the newest calls count most");
  }

  @Test
  void aHeldLoopLetsNobodyWait() {
    List<PendingText> last = committed(5);
    CountingEmbedder embedder = new CountingEmbedder(1, call -> false);
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER)) {
      loop.pause();
      loop.start();
      assertFalse(loop.prefer(hashes(last), NEVER, Cancellation.NEVER), "paused");
      loop.aside(true);
      loop.resume();
      assertFalse(loop.prefer(hashes(last), NEVER, Cancellation.NEVER), "the user needs it");
      assertEquals(0, embedder.calls());
      loop.aside(false);
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
    }
    assertEquals(texts(last), embedder.texts().subList(0, 5), "they stayed ahead");
  }

  @Test
  void nobodyWaitsForWhatDoesNotWaitOrHasFailed() {
    List<PendingText> last = committed(2);
    store.postpone(List.of(last.getFirst().hash()), Instant.EPOCH);
    try (EmbeddingLoop loop = loop(new CountingEmbedder(), ONE_WORKER)) {
      assertFalse(
          loop.prefer(
              List.of(last.getFirst().hash(), ContentHash.of("unknown")),
              NEVER,
              Cancellation.NEVER));
    }
  }

  @Test
  void theNthCallFailsAndNobodyWaitsOn() {
    for (int n = 1; n <= 7; n++) {
      int failing = n;
      AskedStore own = new AskedStore();
      List<PendingText> last = committed(own, 6);
      CountingEmbedder embedder = new CountingEmbedder(1, call -> call == failing);
      try (EmbeddingLoop loop = new EmbeddingLoop(own, embedder, ONE_WORKER, ticker, () -> {})) {
        loop.searchBegins();
        loop.start();
        loop.prefer(hashes(last), NEVER, Cancellation.NEVER);
        assertEquals(Math.min(6, failing - 1), own.counts().vectors(), "call " + n);
        loop.searchEnds();
        loop.awaitSettled(
            left -> {
              ticker.advance(Duration.ofSeconds(1));
              loop.wake();
            },
            Cancellation.NEVER);
        assertEquals(TEXTS, own.counts().vectors(), "call " + n);
        assertEquals(TEXTS, embedder.texts().size(), "no text twice, call " + n);
      }
    }
  }

  @Test
  void cancellingEndsTheWaitAndNothingElse() throws InterruptedException {
    List<PendingText> last = committed(5);
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Switch cancellation = new Cancellation.Switch();
    CountingEmbedder embedder =
        new CountingEmbedder(
            1,
            firstCall(() -> {
              store.asked.await();
              cancellation.cancel();
              cancelled.await();
            }));
    try (EmbeddingLoop loop = loop(embedder, ONE_WORKER)) {
      loop.start();
      begun.await();
      assertThrows(
          CancellationException.class, () -> loop.prefer(hashes(last), NEVER, cancellation));
      cancelled.countDown();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
      assertEquals(TEXTS, store.counts().vectors());
    }
  }

  /** What the first call does before it computes. */
  @FunctionalInterface
  private interface Before {
    void run() throws InterruptedException;
  }

  private IntPredicate firstCall(Before before) {
    return call -> {
      try {
        if (call == 1) {
          begun.countDown();
          before.run();
        }
        return false;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    };
  }

  private EmbeddingLoop loop(CountingEmbedder embedder, IndexSettings settings) {
    return new EmbeddingLoop(store, embedder, settings, ticker, () -> {});
  }

  private List<PendingText> committed(int last) {
    return committed(store, last);
  }

  /**
   * Commits {@link #TEXTS} texts.
   *
   * @return the last of them
   */
  private static List<PendingText> committed(MemoryStore store, int last) {
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 1; i <= TEXTS; i++) {
      chunks.add(
          new Chunk(new LineRange(i, i), ChunkKind.LINES, "", List.of(), "line " + (1000 + i)));
    }
    store.commit(
        List.of(
            new FileUpdate.Replace(
                FilePath.of("a.txt"),
                Language.TEXT,
                new FileStamp(1, 1, ContentHash.of("a")),
                new Chunked(chunks, List.of(), List.of()))));
    return store.pending(TEXTS, Instant.EPOCH).subList(TEXTS - last, TEXTS);
  }

  private static List<ContentHash> hashes(List<PendingText> texts) {
    return texts.stream().map(PendingText::hash).toList();
  }

  private static List<String> texts(List<PendingText> texts) {
    return texts.stream().map(PendingText::text).toList();
  }

  /** Tells when it has been asked for certain texts. */
  private static final class AskedStore extends MemoryStore {
    final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public synchronized List<PendingText> pending(Collection<ContentHash> hashes, Instant now) {
      asked.countDown();
      return super.pending(hashes, now);
    }
  }
}
