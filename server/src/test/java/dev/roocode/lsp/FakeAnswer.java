package dev.roocode.lsp;

import dev.roocode.domain.Answer;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Hit;
import dev.roocode.service.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer with a value in every member. A model never writes it: it is busy. */
final class FakeAnswer {
  private FakeAnswer() {}

  static Answer of(Ask ask, List<Hit> hits) {
    List<Answer.Citation> citations = new ArrayList<>();
    List<Answer.Source> sources = new ArrayList<>();
    for (Hit hit : hits) {
      int n = sources.size() + 1;
      citations.add(new Answer.Citation(n, hit.path(), hit.lines(), ContentHash.of(hit.snippet())));
      sources.add(new Answer.Source(n, hit.path(), hit.lines(), hit.symbol(), hit.stale()));
    }
    Optional<Fault> problem =
        ask.writer() == Ask.Writer.HTTP
            ? Optional.of(new Fault.Busy("model", "is busy", "wait").retryAfter(1_500))
            : Optional.empty();
    return new Answer(
        hits.isEmpty() ? Answer.Kind.ABSTAINED : Answer.Kind.EXTRACTIVE,
        "found " + hits.size() + " places",
        citations,
        sources,
        marks(sources),
        new Answer.Verification(citations.size(), 0, 0, 0),
        "extractive",
        !ask.regenerate(),
        true,
        problem,
        new Answer.Timings(1, 2, 3, 4));
  }

  /** The first source verified, and a name that no source has. */
  private static List<Answer.Mark> marks(List<Answer.Source> sources) {
    List<Answer.Mark> marks = new ArrayList<>();
    for (Answer.Source source : sources.subList(0, Math.min(1, sources.size()))) {
      Answer.Place place = new Answer.Place(1, source.path(), source.lines());
      marks.add(
          new Answer.Mark(0, 5, Answer.What.SOURCE, Answer.State.VERIFIED, Optional.of(place)));
    }
    marks.add(
        new Answer.Mark(6, 7, Answer.What.IDENTIFIER, Answer.State.UNVERIFIED, Optional.empty()));
    return marks;
  }
}
