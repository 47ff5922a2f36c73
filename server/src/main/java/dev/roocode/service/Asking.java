package dev.roocode.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roocode.answer.Answerer;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Recorder;
import dev.roocode.store.ChunkStore;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Answers, made from a search each time, packed once for the same places in the same state.
 * Thread-safe.
 */
final class Asking {
  /** Everything that an answer is made of. */
  private record Key(
      String question,
      int limit,
      long epoch,
      long generation,
      Coverage coverage,
      List<Boolean> stale) {}

  private final Answerer answerer;
  private final ChunkStore store;
  private final Searching searching;
  private final Ticker ticker;
  private final Recorder recorder;
  private final Cache<Key, Answer> kept;

  Asking(Parts parts, Searching searching) {
    ServiceSettings service = parts.settings().service();
    this.answerer = new Answerer(parts.settings().answer(), parts.ticker());
    this.store = parts.store();
    this.searching = searching;
    this.ticker = parts.ticker();
    this.recorder = parts.recorder();
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(service.answerCacheBytes())
            .weigher((Key key, Answer answer) -> weight(service.answerShareBytes(), key, answer))
            .expireAfterWrite(Duration.ofSeconds(service.resultCacheTtlSeconds()))
            .ticker(ticker::nanos)
            .executor(Runnable::run)
            .build();
  }

  private static int weight(int share, Key key, Answer answer) {
    int bytes =
        400
            + 2 * (key.question().length() + answer.text().length())
            + 200 * answer.citations().size();
    return Math.max(share, bytes);
  }

  /**
   * @param search what places there are
   */
  Answer ask(
      Query query,
      BiFunction<Query, Cancellation, SearchResult> search,
      Consumer<String> partial,
      Cancellation cancellation) {
    long start = ticker.nanos();
    long epoch = searching.epoch();
    SearchResult found = search.apply(query, cancellation);
    boolean keeps = searching.keeps(query, found.generation());
    Key key =
        new Key(
            query.text(),
            query.limit(),
            epoch,
            found.generation(),
            found.coverage(),
            found.hits().stream().map(Hit::stale).toList());
    Answer former = keeps ? kept.getIfPresent(key) : null;
    recorder.outcome(Metric.ANSWER_CACHE_HIT_RATE, former != null);
    if (former != null) {
      return again(former, found.tookMillis(), start, partial);
    }
    Answer made = answerer.answer(query.text(), found, store::outline, partial, cancellation);
    if (keeps && epoch == searching.epoch() && store.generation() == found.generation()) {
      kept.put(key, made);
    }
    return made;
  }

  private Answer again(Answer former, long retrieved, long start, Consumer<String> partial) {
    partial.accept(former.text());
    long millis = ticker.millisSince(start);
    return new Answer(
        former.kind(),
        former.text(),
        former.citations(),
        former.verification(),
        former.generator(),
        true,
        new Answer.Timings(retrieved, millis, millis));
  }
}
