package dev.roocode.lsp;

import dev.roocode.answer.Assembly;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.protocol.RagAsk;
import dev.roocode.protocol.RagAssemble;
import dev.roocode.protocol.RagVerifyAnswer;
import dev.roocode.service.ServedWorkspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What answers look like on the wire. Public, so that the command line prints the same JSON. */
public final class AnswerWire {
  private final Function<FilePath, String> uris;

  /**
   * @param workspace tells where the files of its answers lie
   */
  public AnswerWire(ServedWorkspace workspace) {
    this.uris = path -> Uris.of(workspace.locate(path));
  }

  public RagAsk.Result answer(Answer answer) {
    Answer.Timings timings = answer.timings();
    return new RagAsk.Result(
        RagAsk.Kind.valueOf(answer.kind().name()),
        answer.text(),
        answer.citations().stream().map(this::citation).toList(),
        sources(answer.sources()),
        marks(answer.marks()),
        verification(answer.verification()),
        answer.generator(),
        answer.cached(),
        answer.complete(),
        answer.problem().map(AnswerWire::trouble).orElse(null),
        new RagAsk.Timings(
            timings.retrieve(), timings.firstToken(), timings.complete(), timings.verified()));
  }

  public RagAssemble.Result assembly(Assembly assembly) {
    return new RagAssemble.Result(
        assembly.messages().stream()
            .map(message ->
                new RagAssemble.Message(
                    RagAssemble.Role.valueOf(message.role().name()), message.content()))
            .toList(),
        sources(assembly.sources()),
        assembly.hash().toString(),
        assembly.tokens());
  }

  public RagVerifyAnswer.Result checked(CheckedText checked) {
    return new RagVerifyAnswer.Result(
        checked.text(),
        verification(checked.verification()),
        checked.citations().stream().map(this::citation).toList(),
        marks(checked.marks()));
  }

  private RagAsk.Citation citation(Answer.Citation citation) {
    return new RagAsk.Citation(
        citation.number(),
        uris.apply(citation.path()),
        citation.path().toString(),
        ToWire.range(citation.lines()),
        citation.hash().toString());
  }

  private List<RagAsk.Source> sources(List<Answer.Source> sources) {
    return sources.stream()
        .map(source ->
            new RagAsk.Source(
                source.number(),
                uris.apply(source.path()),
                source.path().toString(),
                ToWire.range(source.lines()),
                source.symbol().isEmpty() ? null : source.symbol(),
                source.stale()))
        .toList();
  }

  private List<RagAsk.Mark> marks(List<Answer.Mark> marks) {
    return marks.stream().map(this::mark).toList();
  }

  private RagAsk.Mark mark(Answer.Mark mark) {
    Optional<Answer.Place> leadsTo =
        mark.place().filter(place -> mark.state() == Answer.State.VERIFIED);
    return new RagAsk.Mark(
        mark.start(),
        mark.end(),
        RagAsk.What.valueOf(mark.what().name()),
        RagAsk.State.valueOf(mark.state().name()),
        mark.place().map(Answer.Place::number).orElse(null),
        leadsTo.map(place -> uris.apply(place.path())).orElse(null),
        leadsTo.map(place -> ToWire.range(place.lines())).orElse(null));
  }

  private static RagAsk.Verification verification(Answer.Verification counts) {
    return new RagAsk.Verification(
        counts.cited(), counts.fabricated(), counts.stale(), counts.unverified());
  }

  private static RagAsk.Trouble trouble(Fault fault) {
    return new RagAsk.Trouble(
        fault.kind(),
        fault.resource(),
        String.valueOf(fault.getMessage()),
        fault.hint(),
        fault.retryAfterMillis().isPresent() ? (Long) fault.retryAfterMillis().getAsLong() : null);
  }
}
