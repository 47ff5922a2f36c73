package dev.roocode.app;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Language;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roocode search}: the best places for a question, or for each line of a file. */
@Command(
    name = "search",
    description = "Finds the best places for a question.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Mixin private Common common = new Common();

  @Parameters(arity = "0..*", paramLabel = "QUERY", description = "The question, in plain words.")
  private List<String> words = new ArrayList<>();

  @Option(names = "-k", paramLabel = "N", description = "The most places (default: 10).")
  private int limit = Query.DEFAULT_LIMIT;

  @Option(names = "--mode", paramLabel = "M", description = "hybrid, semantic or lexical.")
  private Query.Mode mode = Query.Mode.HYBRID;

  @Option(names = "--explain", description = "Shows the components of every score.")
  private boolean explain;

  @Option(
      names = "--no-index",
      description = "Searches what is indexed, without a look at the files.")
  private boolean noIndex;

  @Option(names = "--path", paramLabel = "GLOB", description = "Only files that match; repeatable.")
  private List<String> globs = new ArrayList<>();

  @Option(names = "--language", paramLabel = "ID", description = "Only this language; repeatable.")
  private List<String> languages = new ArrayList<>();

  @Option(
      names = "--tests",
      negatable = true,
      description = "Searches tests like other code, or (--no-tests) leaves them out.")
  private @Nullable Boolean tests;

  @Option(
      names = "--queries",
      paramLabel = "FILE.jsonl",
      description = "Many questions at once: lines {\"id\", \"query\"}.")
  private @Nullable Path queries;

  @Option(names = "--out", paramLabel = "RUN.jsonl", description = "Where their results go.")
  private @Nullable Path out;

  SearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path questions = queries;
    Path results = out;
    boolean single = questions == null && results == null && !words.isEmpty();
    if (single) {
      return one(query(String.join(" ", words)));
    }
    if (questions != null && results != null && words.isEmpty()) {
      return many(questions, results);
    }
    throw new ParameterException(
        spec.commandLine(), "Give either a QUERY, or --queries FILE and --out FILE");
  }

  private int one(Query query) {
    try (Session session = Session.open(terminal, common, null)) {
      update(session);
      print(session, session.workspace().search(query, Cancellation.NEVER));
      terminal.out().flush();
      return 0;
    }
  }

  private int many(Path questions, Path results) {
    try (Session session = Session.open(terminal, common, null)) {
      update(session);
      new Batch(session.workspace(), this::query).run(questions, results);
      return 0;
    }
  }

  private Query query(String text) {
    List<Language> wanted =
        languages.stream()
            .map(id ->
                Language.byId(id)
                    .orElseThrow(() ->
                        new Fault.Invalid(
                            "--language " + id,
                            "is not a language that is told apart",
                            "for example java, python, typescript")))
            .toList();
    return new Query(text, limit, mode, globs, wanted, tests, explain);
  }

  private void update(Session session) {
    if (!noIndex) {
      session.refresh(!common.isJson() && queries == null);
    }
  }

  private void print(Session session, SearchResult result) {
    if (common.isJson()) {
      terminal.out().println(Json.of(result, session.workspace()));
    } else {
      new HitPrinter(terminal, String.join(" ", words)).print(result);
    }
  }
}
