package dev.roocode.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Hit.Matched;
import dev.roocode.domain.Language;
import dev.roocode.domain.Limits;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Query;
import dev.roocode.domain.Query.Mode;
import dev.roocode.domain.SearchResult;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import dev.roocode.rank.RankSettings;
import dev.roocode.store.FileFilter;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.Matches;
import dev.roocode.store.MemoryStore;
import dev.roocode.store.TermQuery;
import dev.roocode.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SearcherTest {
  private static final Coverage COVERAGE = new Coverage(4, 4, 4, 4);

  private MemoryStore store = new MemoryStore(Words::of);

  /** A space of three meanings: closing, reading, everything else. */
  private static class MeaningEmbedder implements Embedder {
    @Override
    public ModelId model() {
      return new ModelId("meaning", 3);
    }

    @Override
    public int batchSize() {
      return 8;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream().map(MeaningEmbedder::vector).toList();
    }

    private static float[] vector(String text) {
      if (text.contains("close") || text.contains("shut")) {
        return new float[] {1, .01f, .01f};
      }
      return text.contains("read") ? new float[] {.01f, 1, .01f} : new float[] {.01f, .01f, 1};
    }

    @Override
    public void close() {}
  }

  private void file(String path, String symbol, String text) {
    Chunk chunk =
        new Chunk(
            new LineRange(1, 3),
            ChunkKind.FUNCTION,
            symbol,
            symbol.isEmpty() ? List.of() : List.of(symbol),
            text);
    FilePath file = FilePath.of(path);
    store.commit(
        List.of(
            new FileUpdate.Replace(
                file,
                Language.ofFile(file.name()),
                new FileStamp(1, 1, ContentHash.of(text)),
                new Chunked(List.of(chunk), List.of(), List.of()))));
  }

  private void workspace(Embedder embedder) {
    store.useModel(embedder.model().name(), embedder.model().dimensions());
    file("src/pool.go", "closePool", "func closePool() { drain }");
    file("src/reader.go", "readAll", "func readAll() { buffer }");
    file("src/pool_test.go", "testClose", "drain the pool, then close it");
    file("docs/pool.md", "", "How to drain the pool");
    Map<ContentHash, float[]> vectors = new HashMap<>();
    store
        .pending(100, Instant.EPOCH)
        .forEach(p -> vectors.put(p.hash(), embedder.embed(List.of(p.text())).getFirst()));
    store.attach(vectors);
  }

  private SearchResult search(Query query, Optional<Embedder> embedder) {
    return searcher(() -> embedder, SearchSettings.DEFAULTS, Ticker.SYSTEM)
        .search(query, COVERAGE, chunk -> false, Cancellation.NEVER);
  }

  private Searcher searcher(
      Supplier<Optional<Embedder>> embedder, SearchSettings settings, Ticker ticker) {
    return new Searcher(store, embedder, WantedVectors.NONE, settings, ticker);
  }

  private static Query query(String text, Mode mode) {
    return new Query(text, 10, mode, List.of(), List.of(), null, true);
  }

  private static List<String> paths(SearchResult result) {
    return result.hits().stream().map(hit -> hit.path().relative()).toList();
  }

  private static List<String> rules(SearchResult result) {
    return result.problems().stream().map(Problem::rule).toList();
  }

  /** Knows English alone, and remembers what it was asked. */
  private static final class EnglishEmbedder extends MeaningEmbedder {
    private final List<String> asked = new ArrayList<>();
    private final boolean englishOnly;

    EnglishEmbedder(boolean englishOnly) {
      this.englishOnly = englishOnly;
    }

    @Override
    public boolean isEnglishOnly() {
      return englishOnly;
    }

    @Override
    public float[] embedQuery(String text) {
      asked.add(text);
      return super.embedQuery(text);
    }
  }

  @Test
  void aJapaneseQuestionIsPutToTheModelInItsLanguage() {
    EnglishEmbedder english = new EnglishEmbedder(true);
    workspace(english);
    SearchResult result = search(query("プールを閉じる", Mode.HYBRID), Optional.of(english));
    assertEquals(List.of("pool close"), english.asked);
    assertEquals("src/pool.go", result.hits().getFirst().path().relative());
    EnglishEmbedder any = new EnglishEmbedder(false);
    search(query("プールを閉じる", Mode.HYBRID), Optional.of(any));
    assertEquals(List.of("プールを閉じる\npool close"), any.asked);
    search(query("close the pool", Mode.HYBRID), Optional.of(any));
    assertEquals("close the pool", any.asked.getLast());
  }

  @Test
  void aLongQuestionIsReadTwice() {
    EnglishEmbedder english = new EnglishEmbedder(true);
    workspace(english);
    String opening = "close the pool at the end";
    String all = opening + ". It does not read any more then.";
    SearchResult result = search(query(all, Mode.SEMANTIC), Optional.of(english));
    assertEquals(List.of(all, opening), english.asked);
    assertEquals("src/pool.go", result.hits().getFirst().path().relative());
    assertEquals(1, part(result.hits().getFirst(), "raw.cosine"), 0.01, "both mean to close");
    double named = part(result.hits().getFirst(), "fileName");
    assertEquals(RankSettings.DEFAULTS.fileName(), named, 1e-6, "of the pool");
    String two = "read the pool twice. Then close it.";
    result = search(query(two, Mode.SEMANTIC), Optional.of(english));
    double between = part(result.hits().getFirst(), "raw.cosine");
    assertEquals(Math.sqrt(0.5), between, 0.01, "in the middle of both");
  }

  private static double part(Hit hit, String component) {
    return Objects.requireNonNull(hit.explain().get(component));
  }

  @Test
  void anExplainedAnswerTellsHowTheQuestionWasRead() {
    MeaningEmbedder embedder = new MeaningEmbedder();
    workspace(embedder);
    SearchResult result = search(query("プールを閉じる", Mode.LEXICAL), Optional.of(embedder));
    assertEquals(
        List.of(new Problem("query", Searcher.READ_AS, "was read as: pool close")),
        result.problems());
    Query plain = Query.of("プールを閉じる", 10);
    assertEquals(List.of(), search(plain, Optional.of(embedder)).problems());
    assertEquals(
        List.of(), search(query("close the pool", Mode.LEXICAL), Optional.of(embedder)).problems());
  }

  @Test
  void wordsAndMeaningAgree() {
    MeaningEmbedder embedder = new MeaningEmbedder();
    workspace(embedder);
    SearchResult result = search(query("how is the pool shut", Mode.HYBRID), Optional.of(embedder));
    Hit best = result.hits().getFirst();
    assertEquals("src/pool.go", best.path().relative());
    assertEquals(
        Set.of(Matched.TEXT, Matched.VECTOR, Matched.SYMBOL, Matched.PATH), best.matched());
    assertEquals("func closePool() { drain }", best.snippet());
    assertEquals(1.0, Objects.requireNonNull(best.explain().get("raw.cosine")), 0.01);
    assertEquals(COVERAGE, result.coverage());
    assertEquals(store.generation(), result.generation());
    assertEquals(List.of(), result.problems());
    assertEquals(4, result.total());
  }

  @Test
  void modesAskOneHalfOnly() {
    MeaningEmbedder embedder = new MeaningEmbedder();
    workspace(embedder);
    SearchResult words = search(query("drain", Mode.LEXICAL), Optional.of(embedder));
    assertEquals(3, words.total());
    assertEquals("src/pool.go", paths(words).getFirst());
    SearchResult meaning = search(query("shut", Mode.SEMANTIC), Optional.of(embedder));
    assertEquals("src/pool.go", paths(meaning).getFirst());
    assertFalse(meaning.hits().getFirst().matched().contains(Matched.TEXT));
  }

  @Test
  void filtersKeepFilesOut() {
    workspace(new MeaningEmbedder());
    Query globs = new Query("drain", 10, Mode.LEXICAL, List.of("docs/**"), List.of(), null, false);
    assertEquals(List.of("docs/pool.md"), paths(search(globs, Optional.empty())));
    Query languages =
        new Query("drain", 10, Mode.LEXICAL, List.of(), List.of(Language.GO), false, false);
    SearchResult result = search(languages, Optional.empty());
    assertEquals(List.of("src/pool.go"), paths(result));
    assertTrue(result.hits().getFirst().explain().isEmpty());
    Query bad = new Query("drain", 10, Mode.LEXICAL, List.of("src/[a"), List.of(), null, false);
    assertThrows(Fault.Invalid.class, () -> search(bad, Optional.empty()));
  }

  @Test
  void failingOrMissingVectorsLeaveTextAndAreReported() {
    MeaningEmbedder failing =
        new MeaningEmbedder() {
          @Override
          public float[] embedQuery(String text) {
            throw new Fault.Unavailable("model", "cannot be loaded", "reinstall");
          }
        };
    workspace(new MeaningEmbedder());
    SearchResult failed = search(query("drain", Mode.HYBRID), Optional.of(failing));
    assertEquals("src/pool.go", paths(failed).getFirst());
    assertEquals(List.of("unavailable"), rules(failed));
    SearchResult missing = search(query("drain", Mode.HYBRID), Optional.empty());
    assertEquals("src/pool.go", paths(missing).getFirst());
    assertEquals(List.of("noEmbedder"), rules(missing));
    MeaningEmbedder other =
        new MeaningEmbedder() {
          @Override
          public ModelId model() {
            return new ModelId("other", 3);
          }
        };
    assertEquals(
        List.of("modelChange"), rules(search(query("drain", Mode.HYBRID), Optional.of(other))));
  }

  /** Stands still until some looks after the event, then is a day later. */
  private static Ticker jumpAfter(AtomicBoolean event) {
    AtomicInteger looks = new AtomicInteger(30);
    return new Ticker() {
      @Override
      public Instant now() {
        return Instant.EPOCH;
      }

      @Override
      public long nanos() {
        return event.get() && looks.decrementAndGet() < 0 ? Duration.ofDays(1).toNanos() : 0;
      }
    };
  }

  @Test
  void aLateHalfIsLeftOutAndReported() {
    CountDownLatch never = new CountDownLatch(1);
    MeaningEmbedder late =
        new MeaningEmbedder() {
          @Override
          public float[] embedQuery(String text) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return new float[] {.01f, .01f, 1};
          }
        };
    AtomicBoolean textDone = new AtomicBoolean();
    store =
        new MemoryStore(Words::of) {
          @Override
          public synchronized Matches match(TermQuery terms, FileFilter filter, int limit) {
            Matches matches = super.match(terms, filter, limit);
            textDone.set(true);
            return matches;
          }
        };
    workspace(new MeaningEmbedder());
    SearchResult result =
        searcher(() -> Optional.of(late), SearchSettings.DEFAULTS, jumpAfter(textDone))
            .search(query("drain", Mode.HYBRID), COVERAGE, c -> false, Cancellation.NEVER);
    never.countDown();
    assertEquals("src/pool.go", paths(result).getFirst());
    assertEquals(List.of("late"), rules(result));
  }

  @Test
  void cancellingEndsTheWait() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    MeaningEmbedder late =
        new MeaningEmbedder() {
          @Override
          public float[] embedQuery(String text) {
            asked.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return new float[] {.01f, .01f, 1};
          }
        };
    workspace(new MeaningEmbedder());
    SearchSettings patient = SearchSettings.DEFAULTS.withDeadline(3_600_000);
    Searcher searcher = searcher(() -> Optional.of(late), patient, Ticker.SYSTEM);
    assertThrows(
        CancellationException.class,
        () ->
            searcher.search(
                query("drain", Mode.HYBRID), COVERAGE, c -> false, () -> asked.getCount() == 0));
    never.countDown();
  }

  @Test
  void oddQuestionsAreAnswered() {
    workspace(new MeaningEmbedder());
    assertEquals(
        List.of("docs/pool.md"), paths(search(query("how to", Mode.LEXICAL), Optional.empty())));
    assertEquals(List.of(), paths(search(query("?!", Mode.LEXICAL), Optional.empty())));
    SearchResult cut =
        search(query("drain ".repeat(Limits.QUERY_CHARS / 6 + 10), Mode.LEXICAL), Optional.empty());
    assertEquals("src/pool.go", paths(cut).getFirst());
    assertEquals(List.of("tooLong"), rules(cut));
  }

  @Test
  void aNamedLineIsFoundWhateverItsWords() {
    workspace(new MeaningEmbedder());
    SearchResult result =
        search(query("panic: src/reader.go:2 xyzzy", Mode.LEXICAL), Optional.empty());
    assertEquals("src/reader.go", paths(result).getFirst());
    assertEquals(
        List.of(),
        paths(
            search(query("../../etc/passwd.xyz:1 /etc/q.xyz:2", Mode.LEXICAL), Optional.empty())));
  }

  @Test
  void staleFilesAreMarked() {
    workspace(new MeaningEmbedder());
    SearchResult result =
        searcher(Optional::empty, SearchSettings.DEFAULTS, Ticker.SYSTEM)
            .search(
                query("drain", Mode.LEXICAL),
                COVERAGE,
                chunk -> chunk.path().relative().endsWith(".md"),
                Cancellation.NEVER);
    for (Hit hit : result.hits()) {
      assertEquals(hit.path().relative().endsWith(".md"), hit.stale(), hit.path().toString());
    }
    assertEquals(3, result.hits().size());
  }
}
