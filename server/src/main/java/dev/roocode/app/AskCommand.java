package dev.roocode.app;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.service.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code roocode ask}: an answer with citations. */
@Command(
    name = "ask",
    description =
        "Answers a question with passages of the code and where they stand, or by a model.",
    mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
  private static final int DEFAULT_PASSAGES = 8;

  private final Terminal terminal;

  @Mixin private Common common = new Common();

  @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "In plain words.")
  private List<String> words = new ArrayList<>();

  @Option(names = "-k", paramLabel = "N", description = "The most passages (default: 8).")
  private int limit = DEFAULT_PASSAGES;

  @Option(names = "--no-index", description = "Answers from what is indexed.")
  private boolean noIndex;

  @Option(
      names = "--generator",
      paramLabel = "WHO",
      description =
          "Who writes: extractive (passages are quoted) or http, the model of the settings.")
  private String generator = Ask.Writer.EXTRACTIVE.word();

  @Option(names = "--regenerate", description = "Not from what is kept of an equal question.")
  private boolean regenerate;

  @Option(
      names = "--allow-remote",
      description = "Lets the question and its passages go to a model on another machine.")
  private boolean allowRemote;

  AskCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Ask ask =
        new Ask(String.join(" ", words), limit, Ask.Writer.of(generator), regenerate, allowRemote);
    try (Session session = Session.open(terminal, common, null)) {
      if (!noIndex) {
        session.refresh(!common.isJson());
      }
      Answer answer = session.workspace().ask(ask, this::show, Cancellation.NEVER);
      if (common.isJson()) {
        terminal.out().println(Json.of(answer, session.workspace()));
      } else {
        print(answer);
      }
      terminal.out().flush();
      return 0;
    }
  }

  /** As it comes in: a model takes its time. */
  private void show(String piece) {
    if (!common.isJson()) {
      terminal.out().print(Terminal.harmless(piece));
      terminal.out().flush();
    }
  }

  /** What is to be said of the text that stands there already. */
  private void print(Answer answer) {
    terminal.out().println();
    answer
        .problem()
        .ifPresent(fault ->
            terminal.err().println(terminal.warning("note: " + Terminal.harmless(fault.line()))));
    if (!answer.sources().isEmpty()) {
      terminal.out().println();
    }
    for (Answer.Source source : answer.sources()) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "[%d] %s",
                  source.number(),
                  terminal.path(
                      source.path() + ":" + source.lines().first() + "-" + source.lines().last())));
    }
    terminal
        .out()
        .println(
            terminal.dim(
                answer.kind().name().toLowerCase(Locale.ROOT)
                    + (answer.kind() == Answer.Kind.GENERATED
                        ? " by " + Terminal.harmless(answer.generator())
                        : "")
                    + (answer.cached() ? " · cached" : "")
                    + (answer.complete() ? "" : " · incomplete")
                    + doubts(answer.verification())
                    + " · "
                    + answer.timings().complete()
                    + " ms"));
  }

  private static String doubts(Answer.Verification found) {
    return count(found.fabricated(), "cited but not there")
        + count(found.stale(), "changed since")
        + count(found.unverified(), "not verified");
  }

  private static String count(int number, String what) {
    return number == 0 ? "" : " · " + number + " " + what;
  }
}
