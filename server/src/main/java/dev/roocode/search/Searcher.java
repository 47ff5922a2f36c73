package dev.roocode.search;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Limits;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.embed.Embedder;
import dev.roocode.rank.Candidate;
import dev.roocode.rank.Intent;
import dev.roocode.rank.Ranked;
import dev.roocode.rank.Ranking;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileFilter;
import dev.roocode.store.StoredChunk;
import dev.roocode.text.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * From a query to ranked places. Thread-safe; each search runs its two halves in virtual threads
 * and the rest on the caller's thread.
 *
 * <p>A half that is late, or vectors that fail, are left out and reported in the answer's problems;
 * a fault of the store's text index is thrown.
 */
public final class Searcher {
  /**
   * The rule of the problem, none really, that tells in an explained answer what was looked for.
   */
  public static final String READ_AS = "readAs";

  private final ChunkStore store;
  private final SearchSettings settings;
  private final Ticker ticker;
  private final Halves halves;
  private final Ranking ranking;
  private final WantedVectors wanted;

  /**
   * @param embedder asked at each search; empty while there is no model
   * @param wanted makes vectors that are missing
   */
  public Searcher(
      ChunkStore store,
      Supplier<Optional<Embedder>> embedder,
      WantedVectors wanted,
      SearchSettings settings,
      Ticker ticker) {
    this.store = store;
    this.wanted = wanted;
    this.settings = settings;
    this.ticker = ticker;
    this.halves = new Halves(store, embedder, settings, ticker);
    this.ranking = new Ranking(settings.rank());
  }

  /**
   * Answers a query.
   *
   * @param coverage what the caller knows of it; passed on
   * @param isStale whether a chunk's file differs from what was indexed; asked once per hit
   * @throws dev.roocode.domain.Fault.Invalid if a path glob is malformed
   * @throws java.util.concurrent.CancellationException once cancelled
   */
  public SearchResult search(
      Query query, Coverage coverage, Predicate<StoredChunk> isStale, Cancellation cancellation) {
    cancellation.check();
    long start = ticker.nanos();
    long generation = store.generation();
    FileFilter filter = Filters.of(query);
    List<Problem> problems = new ArrayList<>();
    String text = bounded(query.text(), problems);
    Intent intent = Intent.of(text);
    Question question = Question.of(text);
    if (query.explain() && question.isTranslated()) {
      problems.add(new Problem("query", READ_AS, "was read as: " + question.english()));
    }
    Halves.Found found = halves.ask(question, query.mode(), filter, cancellation);
    problems.addAll(found.problems());
    Map<Long, StoredChunk> chunks = chunks(found, intent, filter);
    cancellation.check();
    NamedFiles named = new NamedFiles(question);
    List<Ranked> ranked = ranked(candidates(chunks, found, named), intent, query);
    List<ContentHash> missing = missing(ranked, found, coverage);
    if (!missing.isEmpty() && wanted.await(missing, wantedUntil(start), cancellation)) {
      found = halves.again(found, question, filter, deadline(start), cancellation);
      ranked = ranked(candidates(chunks, found, named), intent, query);
    }
    cancellation.check();
    HitMaker maker = new HitMaker(question, query.explain(), found, settings.rank());
    List<Hit> hits = new ArrayList<>();
    for (Ranked place : ranked.subList(0, Math.min(query.limit(), ranked.size()))) {
      boolean stale = isStale.test(chunks.get(place.candidate().id()));
      hits.add(maker.hit(place, stale));
    }
    return new SearchResult(
        Brevity.of(question, hits),
        ranked.size(),
        coverage,
        generation,
        false,
        ticker.millisSince(start),
        problems);
  }

  private static List<Candidate> candidates(
      Map<Long, StoredChunk> chunks, Halves.Found found, NamedFiles named) {
    return chunks.values().stream().map(c -> candidate(c, found, named)).toList();
  }

  private List<Ranked> ranked(List<Candidate> candidates, Intent intent, Query query) {
    return ranking.rank(intent, query.includeTests(), candidates);
  }

  /**
   * The best places that lack only a vector; none where all have theirs, or vectors do not answer.
   */
  private List<ContentHash> missing(List<Ranked> ranked, Halves.Found found, Coverage coverage) {
    return coverage.vectors() >= coverage.chunks() || found.vector() == NoMatches.NONE
        ? List.of()
        : ranked.stream()
            .map(Ranked::candidate)
            .filter(candidate -> candidate.vectorChunk() == 0)
            .map(candidate -> candidate.chunk().hash())
            .distinct()
            .limit(settings.wantedTexts())
            .toList();
  }

  private long wantedUntil(long startNanos) {
    return Math.min(deadline(startNanos), ticker.nanos() + settings.wantedMillis() * 1_000_000);
  }

  private long deadline(long startNanos) {
    return startNanos + settings.deadlineMillis() * 1_000_000;
  }

  private static String bounded(String text, List<Problem> problems) {
    if (text.length() <= Limits.QUERY_CHARS) {
      return text;
    }
    problems.add(
        new Problem(
            "query",
            "tooLong",
            "only the first " + Limits.QUERY_CHARS + " characters of the question were searched"));
    return text.substring(0, Limits.QUERY_CHARS);
  }

  /** The best of both halves and the places that the question names, by identifier. */
  private Map<Long, StoredChunk> chunks(Halves.Found found, Intent intent, FileFilter filter) {
    long[] ids =
        LongStream.concat(LongStream.of(found.text().best()), LongStream.of(found.vector().best()))
            .distinct()
            .toArray();
    Map<Long, StoredChunk> chunks = new HashMap<>();
    store.chunks(ids).forEach(chunk -> chunks.put(chunk.id(), chunk));
    for (Intent.Place place : intent.places()) {
      if (place.line() > 0 && isInside(place.path())) {
        named(place, filter).forEach(chunk -> chunks.put(chunk.id(), chunk));
      }
    }
    return chunks;
  }

  private static boolean isInside(String path) {
    return !path.startsWith("/") && !("/" + path + "/").contains("/../");
  }

  private List<StoredChunk> named(Intent.Place place, FileFilter filter) {
    return store.chunksOf(FilePath.of(place.path())).stream()
        .filter(c -> filter.accepts(c.path(), c.language()))
        .filter(c -> place.isIn(c.path().relative(), c.chunk().lines()))
        .toList();
  }

  private static Candidate candidate(StoredChunk stored, Halves.Found found, NamedFiles named) {
    long id = stored.id();
    return new Candidate(
        id,
        stored.path(),
        stored.language(),
        stored.chunk(),
        found.text().chunk(id),
        found.text().file(id),
        found.vector().chunk(id),
        found.vector().file(id),
        named.share(stored.path()));
  }
}
