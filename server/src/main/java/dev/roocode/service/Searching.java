package dev.roocode.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Recorder;
import dev.roocode.search.Searcher;
import dev.roocode.store.ChunkStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A search as users see it: what editors hold is in, whole answers are kept, each hit says whether
 * its file has changed, each answer how much it could see. Thread-safe.
 */
final class Searching {
  private static final long POLL_MILLIS = 20;

  /** The same question of the same index has the same answer. */
  private record Key(Query query, long epoch, long generation) {}

  private final ChunkStore store;
  private final EmbedderHost host;
  private final Freshness freshness;
  private final Supplier<Coverage> coverage;
  private final Ticker ticker;
  private final Recorder recorder;
  private final LongSupplier epoch;
  private final long modelWaitMillis;
  private final Searcher searcher;
  private final Cache<Key, SearchResult> kept;

  Searching(Parts parts, EmbedderHost host, Freshness freshness, Supplier<Coverage> coverage) {
    ServiceSettings service = parts.settings().service();
    this.store = parts.store();
    this.host = host;
    this.freshness = freshness;
    this.coverage = coverage;
    this.ticker = parts.ticker();
    this.recorder = parts.recorder();
    this.epoch = () -> parts.keeper().map(Keeper::epoch).orElse(0L);
    this.modelWaitMillis = service.modelWaitMillis();
    this.searcher = new Searcher(store, host::now, host::prefer, parts.settings().search(), ticker);
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(service.resultCacheBytes())
            .weigher((Key key, SearchResult found) -> weight(service.resultShareBytes(), found))
            .expireAfterWrite(Duration.ofSeconds(service.resultCacheTtlSeconds()))
            .ticker(ticker::nanos)
            .executor(Runnable::run)
            .build();
  }

  private static int weight(int share, SearchResult found) {
    int bytes = 300;
    for (Hit hit : found.hits()) {
      bytes += 400 + 2 * hit.snippet().length() + 80 * hit.explain().size();
    }
    return Math.max(share, bytes);
  }

  /** Whether the file differs now from what this stamp says of it. */
  boolean isStale(FilePath path, FileStamp stamp) {
    return freshness.isStale(path, stamp);
  }

  /** Counts the exchanges of the index. */
  long epoch() {
    return epoch.getAsLong();
  }

  /** Whether the result of this index is kept, so that what is made of it may be, too. */
  boolean keeps(Query query, long generation) {
    return kept.getIfPresent(new Key(query, epoch.getAsLong(), generation)) != null;
  }

  /**
   * @param standing problems that every answer names now
   */
  SearchResult search(Query query, List<Problem> standing, Cancellation cancellation) {
    long start = ticker.nanos();
    awaitModel(query, cancellation);
    SearchResult former = kept.getIfPresent(new Key(query, epoch.getAsLong(), store.generation()));
    recorder.outcome(Metric.RESULT_CACHE_HIT_RATE, former != null);
    SearchResult found = former == null ? fresh(query, cancellation) : former;
    List<Problem> problems = new ArrayList<>(standing);
    problems.addAll(found.problems());
    return new SearchResult(
        former == null ? found.hits() : found.hits().stream().map(this::lookedAt).toList(),
        found.total(),
        coverage.get(),
        found.generation(),
        former != null,
        ticker.millisSince(start),
        problems);
  }

  /** Across an exchange of the index it starts over: identifiers mean other things then. */
  private SearchResult fresh(Query query, Cancellation cancellation) {
    long before;
    SearchResult found;
    do {
      cancellation.check();
      before = epoch.getAsLong();
      found = searched(query, cancellation);
    } while (before != epoch.getAsLong());
    if (isWhole(found)) {
      kept.put(new Key(query, before, found.generation()), found);
    }
    return found;
  }

  private SearchResult searched(Query query, Cancellation cancellation) {
    return host.besideSearch(() ->
        searcher.search(
            query,
            coverage.get(),
            chunk -> freshness.isStale(chunk.path(), chunk.stamp()),
            cancellation));
  }

  /** Text alone is all there is where no embedder is wanted. */
  private boolean isWhole(SearchResult found) {
    return found.problems().stream()
        .allMatch(p ->
            p.rule().equals(Searcher.READ_AS)
                || (p.rule().equals("noEmbedder") && host.isUnwanted()));
  }

  private Hit lookedAt(Hit hit) {
    return hit.withStale(
        store.stamp(hit.path()).map(stamp -> freshness.isStale(hit.path(), stamp)).orElse(true));
  }

  /**
   * Right after the start the model is worth a short wait, if there are vectors to compare with.
   */
  private void awaitModel(Query query, Cancellation cancellation) {
    if (query.mode() == Query.Mode.LEXICAL) {
      return;
    }
    host.loadOnce();
    long start = ticker.nanos();
    while (host.isLoading()
        && store.counts().vectors() > 0
        && ticker.millisSince(start) < modelWaitMillis) {
      cancellation.check();
      host.within(POLL_MILLIS);
    }
  }

  static Problem problem(Fault fault) {
    return new Problem(fault.resource(), fault.kind(), fault.line());
  }
}
