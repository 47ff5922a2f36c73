package dev.roocode.tools;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.Limits;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.protocol.Doc;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.IndexCoverage;
import dev.roocode.protocol.RagSearch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code search_code}: the places that fit a question. */
final class SearchCode {
  private static final int PROBLEMS = 10;

  private SearchCode() {}

  /** What to look for. */
  @Doc(
      "Searches the code and documents of the workspace by meaning and by words, and returns the best places with their lines. Use it first, for questions such as \"where is the retry limit checked\" as well as for names and error messages")
  record Arguments(
      @Doc("the question, in words or as code") @Within(chars = Limits.QUERY_CHARS) String query,
      @Doc("the most places to return; 10 when absent") @Within(max = Limits.TOOL_HITS)
          @Nullable Integer limit,
      @Doc("only files that match one of these, such as src/**/*.ts; all when absent or empty")
          @Within(chars = Limits.TOOL_PATH_CHARS, items = Limits.TOOL_FILTERS)
          @Nullable List<String> pathGlobs,
      @Doc("only files of these languages, by the editor's identifiers, such as java or python")
          @Within(chars = Limits.TOOL_NAME_CHARS, items = Limits.TOOL_FILTERS)
          @Nullable List<String> languages,
      @Doc("false leaves tests out, true weighs them like other code; absent: the question decides")
          @Nullable Boolean includeTests) {}

  /** A place. */
  @Doc("A place found")
  record Place(
      @Doc("its file, below the workspace folder") String path,
      @Doc("its first line, counted from 1") int startLine,
      @Doc("its last line") int endLine,
      @Doc("qualified name of the definition it belongs to") @Nullable String symbol,
      @Doc("what it mostly holds") RagSearch.Kind kind,
      @Doc("the editor's language identifier") String language,
      @Doc("higher is better; comparable only within one answer") double score,
      @Doc("why it was found") List<RagSearch.Matched> matched,
      @Doc("whether the file has changed since it was indexed") boolean stale,
      @Doc("the indexed lines") String text) {}

  /** The places. */
  @Doc("Places found, best first")
  record Answer(
      @Doc("best first") List<Place> places,
      @Doc("places considered before the limit was applied") int total,
      @Doc("whether places were left out for the size of the answer") boolean truncated,
      @Doc("how much of the workspace could be seen") IndexCoverage coverage,
      @Doc("what did not work, such as a half of the search that was late")
          List<FileProblem> problems) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    SearchResult found = context.workspace().search(query(given), context.cancellation());
    List<Place> places = new ArrayList<>();
    int chars = 0;
    for (Hit hit : found.hits()) {
      Place place = place(hit);
      chars += place.text().length();
      if (chars > Limits.TOOL_ANSWER_CHARS && !places.isEmpty()) {
        break;
      }
      places.add(place);
    }
    Answer answer =
        new Answer(
            places,
            found.total(),
            places.size() < found.hits().size(),
            IndexStatus.coverage(found.coverage()),
            found.problems().stream()
                .limit(PROBLEMS)
                .map(p -> new FileProblem(Shown.visible(p.path()), p.rule(), p.message()))
                .toList());
    return new Tool.Outcome<>(text(answer), answer);
  }

  private static Query query(Arguments given) {
    Integer limit = given.limit();
    List<String> globs = given.pathGlobs();
    List<String> languages = given.languages();
    return new Query(
        given.query(),
        limit == null ? Query.DEFAULT_LIMIT : limit,
        Query.Mode.HYBRID,
        globs == null ? List.of() : globs,
        languages == null ? List.of() : languages.stream().map(SearchCode::language).toList(),
        given.includeTests(),
        false);
  }

  private static Language language(String id) {
    return Language.byId(id)
        .orElseThrow(() ->
            new Fault.Invalid(
                "languages",
                "no language \"" + ArgumentReader.shown(id) + "\" is known",
                "use the editor's identifiers, such as java or typescriptreact"));
  }

  private static Place place(Hit hit) {
    return new Place(
        Shown.visible(hit.path().toString()),
        hit.lines().first(),
        hit.lines().last(),
        hit.symbol().isEmpty() ? null : Shown.visible(hit.symbol()),
        RagSearch.Kind.valueOf(hit.kind().name()),
        hit.language().id(),
        hit.score(),
        hit.matchedInOrder().stream().map(why -> RagSearch.Matched.valueOf(why.name())).toList(),
        hit.stale(),
        Shown.visible(hit.snippet()));
  }

  private static String text(Answer answer) {
    Shown shown = Shown.create();
    if (answer.places().isEmpty()) {
      shown.line("Nothing in the index fits.");
    }
    int number = 0;
    for (Place place : answer.places()) {
      String symbol = place.symbol() == null ? "" : " in " + place.symbol();
      String stale = place.stale() ? " (the file has changed since)" : "";
      shown.line(
          ++number
              + ". "
              + place.path()
              + ":"
              + place.startLine()
              + "-"
              + place.endLine()
              + symbol
              + stale);
      shown.source(place.text());
    }
    if (answer.truncated()) {
      shown.line("More were found than fit into one answer: ask for fewer, or more closely.");
    }
    IndexCoverage seen = answer.coverage();
    if (seen.filesIndexed() < seen.filesTotal() || seen.vectors() < seen.chunks()) {
      shown.line(
          "Indexing goes on: %d of %d files searched, %d of %d places by meaning."
              .formatted(seen.filesIndexed(), seen.filesTotal(), seen.vectors(), seen.chunks()));
    }
    answer.problems().forEach(problem -> shown.line("Note: " + problem.message()));
    return shown.toString();
  }
}
