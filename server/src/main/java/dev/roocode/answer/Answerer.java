package dev.roocode.answer;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Symbol;
import dev.roocode.text.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers with passages of the index, quoted and cited, never with written text; or says that
 * nothing answers. Thread-safe.
 */
public final class Answerer {
  /** The name in {@link Answer#generator}. */
  public static final String NAME = "extractive";

  private final AnswerSettings settings;
  private final Ticker ticker;

  public Answerer(AnswerSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  /**
   * Makes the answer from what a search found.
   *
   * @param found the result of a search for the question with {@code explain}, whose raw scores
   *     tell whether the places answer at all
   * @param outline gives the definitions of a file; asked once, for the best place
   * @param partial receives the text piece by piece, on the caller's thread; the pieces joined are
   *     {@link Answer#text}
   * @throws java.util.concurrent.CancellationException once cancelled
   */
  public Answer answer(
      String question,
      SearchResult found,
      Function<FilePath, List<Symbol>> outline,
      Consumer<String> partial,
      Cancellation cancellation) {
    Draft draft = new Draft(found.tookMillis(), ticker, partial);
    cancellation.check();
    boolean answers =
        !found.hits().isEmpty() && Confidence.of(question, found.hits()).isEnough(settings);
    if (!answers) {
      draft.write(nothing(found.coverage()));
      return draft.finish(Answer.Kind.ABSTAINED, List.of());
    }
    Set<String> terms = Question.of(question).terms().keySet();
    List<Excerpt> shown = new ArrayList<>();
    draft.write("Passages found in the index, quoted as they stand:\n\n");
    for (Hit hit : worthShowing(found.hits())) {
      cancellation.check();
      Passage passage = Passage.of(hit, terms, settings.passageLines());
      shown.add(Excerpt.of(hit).with(passage.lines(), hit.symbol(), passage.text()));
      draft.write(quoted(shown.size(), passage));
    }
    Hit best = found.hits().getFirst();
    if (!best.symbol().isEmpty()) {
      draft.write(
          OutlineText.of(outline.apply(best.path()), best.symbol(), settings.outlineSymbols()));
    }
    return draft.finish(Answer.Kind.EXTRACTIVE, shown);
  }

  private List<Hit> worthShowing(List<Hit> hits) {
    double best = hits.getFirst().score();
    double least = best > 0 ? best * settings.scoreShare() : best;
    return hits.stream().filter(hit -> hit.score() >= least).toList();
  }

  private static String quoted(int number, Passage passage) {
    Hit hit = passage.hit();
    String place = hit.path() + ":" + passage.lines().first() + "-" + passage.lines().last();
    return "["
        + number
        + "] "
        + Markdown.code(place)
        + (hit.symbol().isEmpty() ? "" : ", in " + Markdown.code(hit.symbol()))
        + (hit.stale() ? " (the file has changed since it was indexed)" : "")
        + "\n\n"
        + Markdown.block(hit.language().id(), Visible.of(passage.text()))
        + "\n";
  }

  private static String nothing(Coverage coverage) {
    String text = "Nothing in the index answers this.";
    return coverage.filesIndexed() >= coverage.filesTotal()
        ? text
        : text
            + " So far "
            + coverage.filesIndexed()
            + " of "
            + coverage.filesTotal()
            + " files are indexed.";
  }
}
