package dev.roocode.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roocode.answer.Indexed;
import dev.roocode.answer.Packed;
import dev.roocode.answer.Packing;
import dev.roocode.answer.Tokens;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Symbol;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.StoredChunk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Packs prompts, and keeps them for texts that are checked later. Thread-safe. */
final class Prompts {
  /** A prompt, and the files of the places found as they were indexed. */
  record Kept(Packed packed, Map<FilePath, FileStamp> stamps) {}

  private final ChunkStore store;
  private final BiPredicate<FilePath, FileStamp> isStale;
  private final Packing packing = Packing.ofSession(Tokens.SHARED);
  private final Cache<ContentHash, Kept> kept;

  /**
   * @param isStale whether a file differs now from what this stamp says of it
   */
  Prompts(Parts parts, BiPredicate<FilePath, FileStamp> isStale) {
    ServiceSettings service = parts.settings().service();
    this.store = parts.store();
    this.isStale = isStale;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(service.promptCacheBytes())
            .weigher((ContentHash hash, Kept prompt) -> prompt.packed().bytes())
            .expireAfterWrite(Duration.ofSeconds(service.resultCacheTtlSeconds()))
            .ticker(parts.ticker()::nanos)
            .executor(Runnable::run)
            .build();
  }

  /**
   * @throws dev.roocode.domain.Fault.TooLarge where no passage fits
   */
  Kept pack(String question, SearchResult found, int budgetTokens) {
    Packed packed = packing.pack(question, found.hits(), indexed(), budgetTokens);
    Map<FilePath, FileStamp> stamps = new HashMap<>();
    found
        .hits()
        .forEach(hit -> store.stamp(hit.path()).ifPresent(stamp -> stamps.put(hit.path(), stamp)));
    return new Kept(packed, stamps);
  }

  void keep(Kept prompt) {
    kept.put(prompt.packed().hash(), prompt);
  }

  Optional<Kept> find(ContentHash hash) {
    return Optional.ofNullable(kept.getIfPresent(hash));
  }

  /** Whether a file of the prompt is another one now than the one that was packed. */
  Predicate<FilePath> changed(Kept prompt) {
    return path -> {
      FileStamp stamp = prompt.stamps().get(path);
      return stamp == null || isStale.test(path, stamp);
    };
  }

  private Indexed indexed() {
    return new Indexed() {
      @Override
      public List<Chunk> chunks(FilePath path) {
        return store.chunksOf(path).stream().map(StoredChunk::chunk).toList();
      }

      @Override
      public List<Symbol> outline(FilePath path) {
        return store.outline(path);
      }
    };
  }
}
