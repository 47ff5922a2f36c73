package dev.roocode.store;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.SymbolHit;
import dev.roocode.text.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store under test, and short words for what tests do with it. */
abstract class StoreFixture {
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  protected ChunkStore store;

  /** An empty store. */
  protected abstract ChunkStore open();

  /** Closes the store and opens it again with what it held. */
  protected abstract ChunkStore reopen(ChunkStore open);

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  static String word(int number) {
    return "kw" + (char) ('a' + number) + "zig";
  }

  void attachAll() {
    attachSome(1000);
  }

  void attachSome(int limit) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(limit, NOW)) {
      vectors.put(text.hash(), Samples.vector(text.hash().toString()));
    }
    store.attach(vectors);
  }

  /** The vector that {@link #attachAll} gives a chunk of {@link Samples#file} with this text. */
  static float[] vectorOf(String text) {
    return Samples.vector(Samples.chunk(1, text).hash().toString());
  }

  long[] best(String words) {
    return store.match(query(words), FileFilter.ALL, 1000).best();
  }

  long[] ids(FilePath path) {
    return store.chunksOf(path).stream().mapToLong(StoredChunk::id).toArray();
  }

  static TermQuery query(String words) {
    return TermQuery.exact(
        Words.of(words).stream().distinct().collect(Collectors.toMap(word -> word, word -> 1f)));
  }

  static List<String> names(List<SymbolHit> hits) {
    return texts(hits, hit -> hit.symbol().name());
  }

  static <A, B> List<B> texts(List<A> list, Function<A, B> part) {
    return list.stream().map(part).toList();
  }
}
