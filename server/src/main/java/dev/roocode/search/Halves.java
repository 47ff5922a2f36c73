package dev.roocode.search;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Query.Mode;
import dev.roocode.embed.Embedder;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileFilter;
import dev.roocode.store.Matches;
import dev.roocode.store.TermQuery;
import dev.roocode.text.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the text index and the vectors side by side, and says which of them did not answer. */
final class Halves {
  /**
   * What the halves found.
   *
   * @param text nothing where the half was not asked or did not answer
   * @param vector likewise
   */
  record Found(Matches text, Matches vector, List<Problem> problems) {}

  private final ChunkStore store;
  private final Supplier<Optional<Embedder>> embedder;
  private final SearchSettings settings;
  private final Ticker ticker;

  Halves(
      ChunkStore store,
      Supplier<Optional<Embedder>> embedder,
      SearchSettings settings,
      Ticker ticker) {
    this.store = store;
    this.embedder = embedder;
    this.settings = settings;
    this.ticker = ticker;
  }

  Found ask(Question question, Mode mode, FileFilter filter, Cancellation cancellation) {
    long deadline = ticker.nanos() + settings.deadlineMillis() * 1_000_000;
    List<Problem> problems = new ArrayList<>();
    Optional<Half<Matches>> text =
        mode == Mode.SEMANTIC
            ? Optional.empty()
            : Optional.of(Half.start("text", () -> text(question, filter)));
    Optional<Half<Matches>> vector =
        mode == Mode.LEXICAL
            ? Optional.empty()
            : embedderInForce(problems)
                .map(e -> Half.start("vector", () -> vector(e, question, filter)));
    Matches byText =
        text.map(half -> await(half, "text index", deadline, problems, cancellation))
            .orElse(NoMatches.NONE);
    Matches byVector =
        vector
            .map(half -> awaitVector(half, deadline, problems, cancellation))
            .orElse(NoMatches.NONE);
    return new Found(byText, byVector, problems);
  }

  /**
   * The same with the vectors that have come since; unchanged where that takes too long.
   *
   * @param deadlineNanos as the ticker counts
   */
  Found again(
      Found found,
      Question question,
      FileFilter filter,
      long deadlineNanos,
      Cancellation cancellation) {
    Optional<Half<Matches>> vector =
        embedderInForce(new ArrayList<>())
            .map(e -> Half.start("vector", () -> vector(e, question, filter)));
    Matches byVector =
        vector
            .map(half -> awaitVector(half, deadlineNanos, new ArrayList<>(), cancellation))
            .filter(matches -> matches != NoMatches.NONE)
            .orElse(found.vector());
    return new Found(found.text(), byVector, found.problems());
  }

  private Matches text(Question question, FileFilter filter) {
    return store.match(new TermQuery(question.terms(), true), filter, settings.candidates());
  }

  private Matches vector(Embedder embedder, Question question, FileFilter filter) {
    List<String> views = new ArrayList<>(List.of(wording(embedder, question)));
    question.opening().ifPresent(first -> views.add(wording(embedder, first)));
    return store.nearest(embedder.embedQuery(views), filter, settings.candidates());
  }

  /** A model that may know the question's language gets both views. */
  private static String wording(Embedder embedder, Question question) {
    return question.isTranslated() && !embedder.isEnglishOnly()
        ? question.asked() + "\n" + question.english()
        : question.english();
  }

  /** The embedder whose space the stored vectors lie in; says so where there is none. */
  private Optional<Embedder> embedderInForce(List<Problem> problems) {
    Optional<Embedder> present = embedder.get();
    Optional<String> answering = store.answeringModel();
    if (present.isEmpty()) {
      problems.add(
          new Problem("vectors", "noEmbedder", "no embedding model is there: text search only"));
      return Optional.empty();
    }
    if (answering.isEmpty()) {
      return Optional.empty();
    }
    String model = present.get().model().name();
    if (!answering.get().equals(model)) {
      problems.add(
          new Problem(
              "vectors",
              "modelChange",
              "vectors of "
                  + model
                  + " are being made, the old ones are of "
                  + answering.get()
                  + ": text search only until then"));
      return Optional.empty();
    }
    return present;
  }

  private Matches awaitVector(
      Half<Matches> half, long deadline, List<Problem> problems, Cancellation cancellation) {
    try {
      return await(half, "vectors", deadline, problems, cancellation);
    } catch (Fault fault) {
      problems.add(new Problem(fault.resource(), fault.kind(), fault.line()));
      return NoMatches.NONE;
    }
  }

  private Matches await(
      Half<Matches> half,
      String what,
      long deadline,
      List<Problem> problems,
      Cancellation cancellation) {
    Optional<Matches> found = half.await(deadline, ticker, cancellation);
    if (found.isEmpty()) {
      problems.add(
          new Problem(
              what,
              "late",
              "gave no answer within " + settings.deadlineMillis() + " ms and was left out"));
    }
    return found.orElse(NoMatches.NONE);
  }
}
