package dev.roocode.answer;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Answer.Citation;
import dev.roocode.domain.Answer.Timings;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.generate.Prompt;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An answer while it is written: passes each piece on, and keeps the time. */
final class Draft {
  private final long retrieveMillis;
  private final Ticker ticker;
  private final Consumer<String> partial;
  private final long startNanos;
  private final StringBuilder text = new StringBuilder();
  private long firstMillis = -1;

  Draft(long retrieveMillis, Ticker ticker, Consumer<String> partial) {
    this.retrieveMillis = retrieveMillis;
    this.ticker = ticker;
    this.partial = partial;
    this.startNanos = ticker.nanos();
  }

  void write(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (firstMillis < 0) {
      firstMillis = elapsed();
    }
    text.append(piece);
    partial.accept(piece);
  }

  /**
   * @param shown the passages that the text quotes, in the order of their numbers
   */
  Answer finish(Answer.Kind kind, List<Excerpt> shown) {
    String whole = text.toString();
    long complete = elapsed();
    Packed packed = new Packed(new Prompt(List.of(), 0), shown, 0);
    Set<FilePath> stale = new HashSet<>();
    shown.stream().filter(Excerpt::stale).forEach(excerpt -> stale.add(excerpt.path()));
    CheckedText checked = Check.numbers(whole, shown, stale::contains);
    List<Citation> all =
        packed.sources().stream()
            .map(source ->
                new Citation(
                    source.number(),
                    source.path(),
                    source.lines(),
                    ContentHash.of(shown.get(source.number() - 1).text())))
            .toList();
    return new Answer(
        kind,
        whole,
        all,
        packed.sources(),
        checked.marks(),
        checked.verification(),
        Answerer.NAME,
        false,
        true,
        Optional.empty(),
        new Timings(retrieveMillis, Math.max(firstMillis, retrieveMillis), complete, elapsed()));
  }

  private long elapsed() {
    return retrieveMillis + ticker.millisSince(startNanos);
  }
}
