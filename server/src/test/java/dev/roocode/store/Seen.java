package dev.roocode.store;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** All that a store tells, to compare two of them. */
public record Seen(
    long generation,
    Map<FilePath, FileStamp> stamps,
    Counts counts,
    List<List<StoredChunk>> chunks,
    List<List<Symbol>> outlines,
    List<List<Long>> matched,
    List<List<Float>> scores,
    List<Long> near,
    List<PendingText> pending,
    List<SymbolHit> symbols,
    Optional<String> model) {
  private static final Instant LATE = Instant.parse("2030-01-01T00:00:00Z");

  /**
   * @param words to search for, one question each
   */
  public static Seen of(ChunkStore store, String... words) {
    List<FilePath> paths = store.stamps().keySet().stream().sorted().toList();
    List<List<Long>> matched = new ArrayList<>();
    List<List<Float>> scores = new ArrayList<>();
    for (String word : words) {
      Matches matches = store.match(StoreFixture.query(word), FileFilter.ALL, 100);
      List<Long> best = LongStream.of(matches.best()).boxed().toList();
      matched.add(best);
      scores.add(best.stream().map(matches::chunk).toList());
      scores.add(best.stream().map(matches::file).toList());
    }
    float[] query =
        store.answeringModel().isEmpty() ? new float[0] : Samples.vector("anything at all");
    long[] near =
        query.length == 0 ? new long[0] : store.nearest(query, FileFilter.ALL, 100).best();
    return new Seen(
        store.generation(),
        store.stamps(),
        store.counts(),
        paths.stream().map(store::chunksOf).toList(),
        paths.stream().map(store::outline).toList(),
        matched,
        scores,
        LongStream.of(near).boxed().toList(),
        store.pending(1000, LATE),
        store.symbols("part", 1000),
        store.answeringModel());
  }
}
