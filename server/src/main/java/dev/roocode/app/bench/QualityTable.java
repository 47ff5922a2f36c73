package dev.roocode.app.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The scores of a run by kind and by repository. */
final class QualityTable {
  private record Row(QualityQuestion question, QualityScore score, double millis) {}

  private final List<Row> rows = new ArrayList<>();

  void add(QualityQuestion question, QualityScore score, double millis) {
    rows.add(new Row(question, score, millis));
  }

  void print(PrintStream out) {
    out.printf("%-36s %5s %7s %8s%n", "", "n", "R400L", "fMRR@10");
    List<Row> primary = rows.stream().filter(row -> row.question().isPrimary()).toList();
    line(out, "all but " + QualityQuestion.JAPANESE_KIND, primary);
    group(out, rows, row -> row.question().kind());
    group(out, primary, row -> row.question().repository());
    double[] millis = rows.stream().mapToDouble(Row::millis).sorted().toArray();
    if (millis.length > 0) {
      out.printf(
          "search p50 %.1f ms, p95 %.1f ms%n",
          millis[millis.length / 2], millis[millis.length * 95 / 100]);
    }
  }

  private static void group(PrintStream out, List<Row> rows, Function<Row, String> by) {
    Map<String, List<Row>> groups =
        rows.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    groups.forEach((name, group) -> line(out, name, group));
  }

  private static void line(PrintStream out, String name, List<Row> rows) {
    out.printf(
        "%-36s %5d %7.3f %8.3f%n",
        name,
        rows.size(),
        rows.stream().mapToDouble(row -> row.score().recall()).average().orElse(0),
        rows.stream().mapToDouble(row -> row.score().reciprocalRank()).average().orElse(0));
  }
}
