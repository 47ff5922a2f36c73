package dev.roocode.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Hit.Matched;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Query;
import dev.roocode.domain.Query.Mode;
import dev.roocode.domain.SearchResult;
import dev.roocode.embed.Embedder;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.index.EmbeddingLoop;
import dev.roocode.index.IndexSettings;
import dev.roocode.index.ManualTicker;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.MemoryStore;
import dev.roocode.store.PendingText;
import dev.roocode.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions while vectors are missing. The clock moves by hand only. */
@Timeout(60)
class WantedVectorsTest {
  private static final int FILES = 40;
  private static final long BOUND_NANOS = SearchSettings.DEFAULTS.wantedMillis() * 1_000_000;

  private final ManualTicker ticker = new ManualTicker();
  private final MemoryStore store = new MemoryStore(Words::of);
  private final CountingEmbedder embedder = new CountingEmbedder();
  private final List<ContentHash> asked = new ArrayList<>();
  private final List<Long> untils = new ArrayList<>();

  /** Files that hold the same word, in which the question's other words stand ever more rarely. */
  private void workspace() {
    store.useModel(embedder.model().name(), embedder.model().dimensions());
    for (int i = 1; i <= FILES; i++) {
      String text = "drain" + " pool".repeat(i % 2) + " other".repeat(i);
      Chunk chunk = new Chunk(new LineRange(1, 3), ChunkKind.LINES, "", List.of(), text);
      FilePath path = FilePath.of("src/f" + i + ".go");
      store.commit(
          List.of(
              new FileUpdate.Replace(
                  path,
                  Language.GO,
                  new FileStamp(1, 1, chunk.hash()),
                  new Chunked(List.of(chunk), List.of(), List.of()))));
    }
  }

  private void attach(List<ContentHash> hashes) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(hashes, ticker.now())) {
      vectors.put(text.hash(), embedder.embed(List.of(text.text())).getFirst());
    }
    store.attach(vectors);
  }

  private boolean made(List<ContentHash> texts, long untilNanos, Cancellation cancellation) {
    noted(texts, untilNanos, cancellation);
    attach(texts);
    return true;
  }

  private boolean noted(List<ContentHash> texts, long untilNanos, Cancellation cancellation) {
    asked.addAll(texts);
    untils.add(untilNanos);
    return false;
  }

  private SearchResult search(WantedVectors wanted, Mode mode) {
    return search(wanted, mode, SearchSettings.DEFAULTS, Optional.of(embedder));
  }

  private SearchResult search(
      WantedVectors wanted, Mode mode, SearchSettings settings, Optional<Embedder> present) {
    Coverage coverage =
        new Coverage(FILES, FILES, store.counts().chunks(), store.counts().vectors());
    return new Searcher(store, () -> present, wanted, settings, ticker)
        .search(
            new Query("drain pool", FILES, mode, List.of(), List.of(), null, true),
            coverage,
            chunk -> false,
            Cancellation.NEVER);
  }

  @Test
  void vectorsThatComeInTimeCount() {
    workspace();
    SearchResult before = search(this::noted, Mode.HYBRID);
    assertTrue(before.hits().stream().noneMatch(h -> h.matched().contains(Matched.VECTOR)));
    asked.clear();
    SearchResult after = search(this::made, Mode.HYBRID);
    assertEquals(SearchSettings.DEFAULTS.wantedTexts(), new HashSet<>(asked).size());
    long withCosine =
        after.hits().stream().filter(h -> h.explain().getOrDefault("raw.cosine", 0.0) > 0).count();
    assertEquals(asked.size(), withCosine);
    assertTrue(after.hits().stream().anyMatch(h -> h.matched().contains(Matched.VECTOR)));
    assertEquals(
        before.hits().subList(0, asked.size()).stream()
            .map(h -> store.chunksOf(h.path()).getFirst().chunk().hash())
            .toList(),
        asked,
        "the best by words were asked for, the best first");
  }

  @Test
  void theWaitIsBounded() {
    workspace();
    ticker.advance(Duration.ofSeconds(5));
    search(this::noted, Mode.HYBRID);
    assertEquals(List.of(ticker.nanos() + BOUND_NANOS), untils);
    untils.clear();
    SearchSettings hurried =
        SearchSettings.DEFAULTS
            .withDeadline(50)
            .withWanted(SearchSettings.DEFAULTS.wantedTexts(), 10_000);
    search(this::noted, Mode.HYBRID, hurried, Optional.of(embedder));
    assertEquals(List.of(ticker.nanos() + 50_000_000), untils, "never past the deadline");
  }

  @Test
  void nobodyIsAskedWithoutNeed() {
    workspace();
    search(this::noted, Mode.LEXICAL);
    search(this::noted, Mode.HYBRID, SearchSettings.DEFAULTS, Optional.empty());
    search(
        this::noted,
        Mode.HYBRID,
        SearchSettings.DEFAULTS.withWanted(0, 100),
        Optional.of(embedder));
    attach(store.pending(FILES, ticker.now()).stream().map(PendingText::hash).toList());
    search(this::noted, Mode.HYBRID);
    assertEquals(List.of(), untils);
  }

  @Test
  void cancellingEndsTheSearch() {
    workspace();
    assertThrows(
        CancellationException.class,
        () ->
            search(
                (texts, until, cancellation) -> {
                  throw new CancellationException();
                },
                Mode.HYBRID));
  }

  @Test
  void theLoopMakesThem() {
    workspace();
    try (EmbeddingLoop loop =
        new EmbeddingLoop(store, embedder, IndexSettings.DEFAULTS, ticker, () -> {})) {
      loop.searchBegins();
      loop.start();
      assertFalse(search(loop::prefer, Mode.HYBRID).hits().isEmpty());
      assertEquals(SearchSettings.DEFAULTS.wantedTexts(), store.counts().vectors());
      loop.aside(true);
      search(loop::prefer, Mode.HYBRID);
      assertEquals(SearchSettings.DEFAULTS.wantedTexts(), store.counts().vectors(), "held");
    }
  }
}
