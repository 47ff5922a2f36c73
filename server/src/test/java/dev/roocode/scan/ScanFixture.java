package dev.roocode.scan;

import dev.roocode.domain.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a scan said, in a form that tests can compare. */
final class ScanFixture {
  private ScanFixture() {}

  static List<String> files(Scan scan) {
    return scan.files().stream().map(file -> file.path().toString()).toList();
  }

  /** Path to rule. */
  static Map<String, String> skipped(Scan scan) {
    return rules(scan.skipped());
  }

  static Map<String, String> rules(List<Problem> problems) {
    return problems.stream()
        .collect(Collectors.toMap(Problem::path, Problem::rule, (a, b) -> b, TreeMap::new));
  }
}
