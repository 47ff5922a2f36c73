package dev.roocode.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roocode.answer.Answerer;
import dev.roocode.answer.Assembly;
import dev.roocode.answer.Packing;
import dev.roocode.answer.Writing;
import dev.roocode.answer.Written;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.generate.Generator;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Recorder;
import dev.roocode.store.ChunkStore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers, made from a search each time, written once for the same places in the same state. Where
 * a model does not write, passages are quoted in its place. Thread-safe.
 */
final class Asking implements AutoCloseable {
  /** A prompt for a model elsewhere takes as many places as fit; more than these never do. */
  private static final int ASSEMBLED_HITS = 30;

  /** Everything that an answer is made of. */
  private sealed interface Key {
    record Quoted(
        String question,
        int limit,
        long epoch,
        long generation,
        Coverage coverage,
        List<Boolean> stale)
        implements Key {}

    record ByModel(ContentHash prompt, String model, List<Boolean> stale) implements Key {}
  }

  /** One question on its way. */
  private record Way(
      Ask ask,
      Query query,
      SearchResult found,
      long epoch,
      long startNanos,
      Consumer<String> partial,
      Cancellation cancellation) {
    List<Boolean> stale() {
      return found.hits().stream().map(Hit::stale).toList();
    }
  }

  private final Answerer answerer;
  private final ChunkStore store;
  private final Searching searching;
  private final Prompts prompts;
  private final Author author;
  private final int budgetTokens;
  private final Ticker ticker;
  private final Recorder recorder;
  private final Cache<Key, Answer> kept;

  Asking(Parts parts, Searching searching) {
    ServiceSettings service = parts.settings().service();
    this.answerer = new Answerer(parts.settings().answer(), parts.ticker());
    this.store = parts.store();
    this.searching = searching;
    this.prompts = new Prompts(parts, searching::isStale);
    this.author = new Author(parts.authorship());
    this.budgetTokens = parts.settings().answer().budgetTokens();
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
    int question = key instanceof Key.Quoted quoted ? quoted.question().length() : 0;
    int bytes =
        400
            + 2 * (question + answer.text().length())
            + 200 * (answer.citations().size() + answer.sources().size())
            + 100 * answer.marks().size();
    return Math.max(share, bytes);
  }

  /**
   * @param search what places there are
   */
  Answer ask(
      Ask ask,
      BiFunction<Query, Cancellation, SearchResult> search,
      Consumer<String> partial,
      Cancellation cancellation) {
    long start = ticker.nanos();
    long epoch = searching.epoch();
    Query query = explained(ask.question(), ask.limit());
    SearchResult found = search.apply(query, cancellation);
    Way way = new Way(ask, query, found, epoch, start, partial, cancellation);
    boolean quotes = ask.writer() == Ask.Writer.EXTRACTIVE || found.hits().isEmpty();
    return quotes ? quoted(way) : written(way);
  }

  private static Query explained(String question, int limit) {
    Query plain = Query.of(question, limit);
    return new Query(question, limit, plain.mode(), List.of(), List.of(), null, true);
  }

  private Answer quoted(Way way) {
    SearchResult found = way.found();
    boolean keeps = searching.keeps(way.query(), found.generation());
    Key key =
        new Key.Quoted(
            way.query().text(),
            way.query().limit(),
            way.epoch(),
            found.generation(),
            found.coverage(),
            way.stale());
    Answer former = keeps ? former(way, key) : null;
    if (former != null) {
      return former;
    }
    Answer made =
        answerer.answer(
            way.query().text(), found, store::outline, way.partial(), way.cancellation());
    if (keeps && way.epoch() == searching.epoch() && store.generation() == found.generation()) {
      kept.put(key, made);
    }
    return made;
  }

  private Answer written(Way way) {
    Generator writer;
    Prompts.Kept prompt;
    try {
      writer = author.get();
      prompt = prompts.pack(way.query().text(), way.found(), budgetTokens);
      author.permit(writer, prompt.packed(), way.ask().allowRemote());
    } catch (Fault fault) {
      return instead(way, fault);
    }
    Key key = new Key.ByModel(prompt.packed().hash(), writer.name(), way.stale());
    Answer former = former(way, key);
    if (former != null) {
      return former;
    }
    Written written =
        new Writing(writer, ticker, way.partial(), way.cancellation())
            .write(
                prompt.packed(),
                budget -> prompts.pack(way.query().text(), way.found(), budget).packed());
    if (!written.hasText()) {
      return instead(way, written.problem().orElseThrow());
    }
    Answer answer = checked(way, written, prompt, writer.name());
    if (writer.isRepeatable() && answer.complete()) {
      kept.put(key, answer);
    }
    return answer;
  }

  private Answer checked(Way way, Written written, Prompts.Kept prompt, String name) {
    CheckedText checked = written.checked(prompts.changed(prompt));
    Answer.Timings timings =
        new Answer.Timings(
            way.found().tookMillis(),
            millis(way, written.firstNanos()),
            millis(way, written.endNanos()),
            millis(way, ticker.nanos()));
    return written.answer(name, checked, timings);
  }

  private static long millis(Way way, long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - way.startNanos());
  }

  /** The sources found are shown whatever has become of the model. */
  private Answer instead(Way way, Fault why) {
    return quoted(way).insteadOf(why, now(way));
  }

  private Answer.Timings now(Way way) {
    long millis = ticker.millisSince(way.startNanos());
    return new Answer.Timings(way.found().tookMillis(), millis, millis, millis);
  }

  private @Nullable Answer former(Way way, Key key) {
    Answer former = way.ask().regenerate() ? null : kept.getIfPresent(key);
    recorder.outcome(Metric.ANSWER_CACHE_HIT_RATE, former != null);
    if (former == null) {
      return null;
    }
    way.partial().accept(former.text());
    return former.again(now(way));
  }

  /** Packs a prompt and keeps it, so that what is written to it can be checked. */
  Assembly assemble(
      String question,
      OptionalInt budget,
      BiFunction<Query, Cancellation, SearchResult> search,
      Cancellation cancellation) {
    int most = budget.orElse(budgetTokens);
    if (most < Packing.BUDGET_MIN || most > Packing.BUDGET_MAX) {
      throw new Fault.Invalid(
          "budgetTokens",
          "is " + most,
          "use a number from " + Packing.BUDGET_MIN + " to " + Packing.BUDGET_MAX);
    }
    SearchResult found = search.apply(explained(question, ASSEMBLED_HITS), cancellation);
    Prompts.Kept prompt = prompts.pack(question, found, most);
    prompts.keep(prompt);
    return prompt.packed().assembly();
  }

  CheckedText verify(String promptHash, String text) {
    ContentHash hash =
        ContentHash.parse(promptHash)
            .orElseThrow(() ->
                new Fault.Invalid(
                    "promptHash", "is no hash", "use the one that rag/assemble has answered"));
    if (text.length() > Writing.ANSWER_CHARS) {
      throw new Fault.TooLarge(
          "text", "has " + text.length() + " characters", "check at most " + Writing.ANSWER_CHARS);
    }
    Prompts.Kept prompt =
        prompts
            .find(hash)
            .orElseThrow(() ->
                new Fault.NotReady(
                    "promptHash", "names no prompt that is known here", "ask again"));
    return prompt.packed().check(text, prompts.changed(prompt));
  }

  @Override
  public void close() {
    author.close();
  }
}
