package dev.roocode.app;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
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
    description = "Answers a question with passages of the code and where they stand.",
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

  AskCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(terminal, common, null)) {
      if (!noIndex) {
        session.refresh(!common.isJson());
      }
      Answer answer =
          session.workspace().ask(String.join(" ", words), limit, text -> {}, Cancellation.NEVER);
      if (common.isJson()) {
        terminal.out().println(Json.of(answer, session.workspace()));
      } else {
        print(answer);
      }
      terminal.out().flush();
      return 0;
    }
  }

  private void print(Answer answer) {
    terminal.out().println(Terminal.harmless(answer.text()));
    if (!answer.citations().isEmpty()) {
      terminal.out().println();
    }
    for (Answer.Citation citation : answer.citations()) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "[%d] %s",
                  citation.number(),
                  terminal.path(
                      citation.path()
                          + ":"
                          + citation.lines().first()
                          + "-"
                          + citation.lines().last())));
    }
    terminal
        .out()
        .println(
            terminal.dim(
                answer.kind().name().toLowerCase(Locale.ROOT)
                    + " · "
                    + answer.timings().complete()
                    + " ms"));
  }
}
