package dev.roocode.answer;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Answer.Citation;
import dev.roocode.domain.Answer.Timings;
import java.util.List;
import java.util.Map;
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
      firstMillis = retrieveMillis + ticker.millisSince(startNanos);
    }
    text.append(piece);
    partial.accept(piece);
  }

  Answer finish(Answer.Kind kind, List<Citation> citations, Map<Integer, String> read) {
    String whole = text.toString();
    return new Answer(
        kind,
        whole,
        citations,
        CitationCheck.check(whole, citations, read),
        Answerer.NAME,
        false,
        new Timings(
            retrieveMillis,
            Math.max(firstMillis, retrieveMillis),
            retrieveMillis + ticker.millisSince(startNanos)));
  }
}
