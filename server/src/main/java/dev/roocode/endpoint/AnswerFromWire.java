package dev.roocode.endpoint;

import dev.roocode.answer.Assembly;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.LineRange;
import dev.roocode.generate.Prompt;
import dev.roocode.protocol.RagAsk;
import dev.roocode.protocol.RagAssemble;
import dev.roocode.protocol.RagVerifyAnswer;
import dev.roocode.protocol.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the answers of a running server mean: the way back from {@code lsp.AnswerWire}. */
final class AnswerFromWire {
  private AnswerFromWire() {}

  static Answer answer(RagAsk.Result result) {
    RagAsk.Timings timings = result.timings();
    List<Answer.Source> sources = sources(result.sources());
    RagAsk.Trouble problem = result.problem();
    return new Answer(
        Answer.Kind.valueOf(result.kind().name()),
        result.text(),
        result.citations().stream().map(AnswerFromWire::citation).toList(),
        sources,
        marks(result.marks(), sources),
        verification(result.verification()),
        result.generator(),
        result.cached(),
        result.complete(),
        problem == null ? Optional.empty() : Optional.of(fault(problem)),
        new Answer.Timings(
            timings.retrieve(), timings.firstToken(), timings.complete(), timings.verified()));
  }

  static Assembly assembly(RagAssemble.Result result) {
    return new Assembly(
        result.messages().stream()
            .map(message ->
                new Prompt.Message(Prompt.Role.valueOf(message.role().name()), message.content()))
            .toList(),
        sources(result.sources()),
        hash(result.promptHash(), "promptHash"),
        result.tokens());
  }

  /** Places of the marks are known as far as a citation tells the name of their file. */
  static CheckedText checked(RagVerifyAnswer.Result result) {
    List<Answer.Source> cited =
        result.citations().stream()
            .map(citation ->
                new Answer.Source(
                    citation.n(),
                    FilePath.of(citation.path()),
                    FromWire.lines(citation.range()),
                    "",
                    false))
            .toList();
    return new CheckedText(
        result.text(),
        result.citations().stream().map(AnswerFromWire::citation).toList(),
        marks(result.marks(), cited),
        verification(result.verification()));
  }

  private static Answer.Citation citation(RagAsk.Citation citation) {
    return new Answer.Citation(
        citation.n(),
        FilePath.of(citation.path()),
        FromWire.lines(citation.range()),
        hash(citation.sha(), "sha"));
  }

  private static List<Answer.Source> sources(List<RagAsk.Source> sources) {
    return sources.stream()
        .map(source ->
            new Answer.Source(
                source.n(),
                FilePath.of(source.path()),
                FromWire.lines(source.range()),
                FromWire.text(source.symbol()),
                source.stale()))
        .toList();
  }

  private static List<Answer.Mark> marks(List<RagAsk.Mark> marks, List<Answer.Source> sources) {
    Map<Integer, Answer.Source> byNumber = new HashMap<>();
    sources.forEach(source -> byNumber.put(source.number(), source));
    return marks.stream().map(mark -> mark(mark, byNumber)).toList();
  }

  private static Answer.Mark mark(RagAsk.Mark mark, Map<Integer, Answer.Source> sources) {
    Integer number = mark.n();
    Range range = mark.range();
    Answer.Source source = number == null ? null : sources.get(number);
    Optional<Answer.Place> place = Optional.empty();
    if (source != null) {
      LineRange lines = range == null ? source.lines() : FromWire.lines(range);
      place = Optional.of(new Answer.Place(source.number(), source.path(), lines));
    }
    return new Answer.Mark(
        mark.start(),
        mark.end(),
        Answer.What.valueOf(mark.what().name()),
        Answer.State.valueOf(mark.state().name()),
        place);
  }

  private static Answer.Verification verification(RagAsk.Verification counts) {
    return new Answer.Verification(
        counts.cited(), counts.fabricated(), counts.stale(), counts.unverified());
  }

  private static Fault fault(RagAsk.Trouble problem) {
    Fault fault = Fault.of(problem.fault(), problem.resource(), problem.message(), problem.hint());
    Long retry = problem.retryAfterMillis();
    return retry == null ? fault : fault.retryAfter(retry);
  }

  private static ContentHash hash(String digits, String member) {
    return ContentHash.parse(digits).orElseThrow(() -> FromWire.strange(member));
  }
}
