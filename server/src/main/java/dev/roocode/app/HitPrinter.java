package dev.roocode.app;

import dev.roocode.domain.Coverage;
import dev.roocode.domain.Hit;
import dev.roocode.domain.SearchResult;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows hits to a person: place, symbol, why, and the lines themselves. */
final class HitPrinter {
  private static final int SNIPPET_LINES = 8;
  private static final int LINE_CHARS = 110;

  private final Terminal terminal;
  private final String query;

  HitPrinter(Terminal terminal, String query) {
    this.terminal = terminal;
    this.query = query;
  }

  void print(SearchResult result) {
    int number = 1;
    for (Hit hit : result.hits()) {
      print(number++, hit);
    }
    if (result.hits().isEmpty()) {
      terminal.out().println("Nothing found for: " + Terminal.harmless(shorten(query)));
    }
    result
        .problems()
        .forEach(problem ->
            terminal
                .out()
                .println(
                    terminal.warning(
                        "note: " + Terminal.harmless(problem.path() + ": " + problem.message()))));
    terminal.out().println(terminal.dim(footer(result)));
  }

  private void print(int number, Hit hit) {
    String place = hit.path() + ":" + hit.lines().first() + "-" + hit.lines().last();
    String symbol = hit.symbol().isEmpty() ? "" : "  " + terminal.bold(hit.symbol());
    terminal
        .out()
        .println(
            number
                + ". "
                + terminal.path(Terminal.harmless(place))
                + symbol
                + "  "
                + terminal.dim(why(hit)));
    if (!hit.explain().isEmpty()) {
      terminal.out().println(terminal.dim("     " + components(hit.explain())));
    }
    int line = hit.lines().first();
    String[] lines = hit.snippet().split("\n", -1);
    for (int shown = 0; shown < Math.min(lines.length, SNIPPET_LINES); shown++) {
      String text = shorten(Terminal.harmless(lines[shown]).replace("\t", "    "));
      terminal
          .out()
          .printf(Locale.ROOT, "   %s %s%n", terminal.dim(String.format("%5d", line++)), text);
    }
    if (lines.length > SNIPPET_LINES) {
      terminal
          .out()
          .println(terminal.dim("         … " + (lines.length - SNIPPET_LINES) + " more lines"));
    }
    terminal.out().println();
  }

  private static String why(Hit hit) {
    String matched =
        hit.matchedInOrder().stream()
            .map(reason -> reason.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%.3f  matched by %s%s",
        hit.score(),
        matched,
        hit.stale() ? "  (changed since)" : "");
  }

  private static String components(Map<String, Double> explain) {
    return explain.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> String.format(Locale.ROOT, "%s %.3f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("  "));
  }

  private static String footer(SearchResult result) {
    Coverage coverage = result.coverage();
    return String.format(
        Locale.ROOT,
        "%d of %d places · %,d of %,d files and %,d of %,d chunks by meaning · %d ms",
        result.hits().size(),
        result.total(),
        coverage.filesIndexed(),
        coverage.filesTotal(),
        coverage.vectors(),
        coverage.chunks(),
        result.tookMillis());
  }

  private static String shorten(String text) {
    return text.length() <= LINE_CHARS ? text : text.substring(0, LINE_CHARS - 1) + "…";
  }
}
