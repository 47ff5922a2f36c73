package dev.roocode.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.alert.Condition.Statistic;
import dev.roocode.domain.Problem;
import dev.roocode.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTextTest {
  @TempDir Path folder;

  private static List<String> problems(String text) {
    return RuleText.read("alerts.yaml", text).problems().stream()
        .map(problem -> problem.path() + " " + problem.message())
        .toList();
  }

  private static void assertProblem(String expected, String text) {
    assertEquals(List.of(expected), problems(text));
  }

  private static Condition condition(String text) {
    String file = "alerts:\n  - name: a\n    condition: '" + text + "'\n";
    return rule(RuleText.read("x", file).rules(), "a").condition();
  }

  private static AlertRule rule(Map<String, Optional<AlertRule>> rules, String name) {
    return rules.getOrDefault(name, Optional.empty()).orElseThrow();
  }

  @Test
  void theShippedRulesAreThoseOfTheGuide() {
    var rules = Rules.shipped();
    assertEquals(
        new AlertRule(
            "cpu_usage",
            new Condition(Metric.CPU_USAGE, Statistic.VALUE, true, 80),
            Duration.ofMinutes(5),
            Severity.WARNING,
            Level.P4),
        rule(rules, "cpu_usage"));
    assertEquals(
        new AlertRule(
            "response_time",
            new Condition(Metric.RESPONSE_TIME, Statistic.VALUE, true, 1000),
            Duration.ofMinutes(1),
            Severity.CRITICAL,
            Level.P2),
        rule(rules, "response_time"));
    assertEquals(
        new Condition(Metric.SEARCH_TIME, Statistic.P95, true, 200),
        rule(rules, "search_time").condition());
    assertEquals(
        new Condition(Metric.CACHE_HIT_RATE, Statistic.VALUE, false, 80),
        rule(rules, "cache_hit_rate").condition());
    assertTrue(rules.values().stream().allMatch(Optional::isPresent));
  }

  @Test
  void everyShippedRuleHasItsSectionInTheRunbook() throws IOException {
    String guide = Files.readString(Path.of("../docs/ops/maintenance.md"));
    for (String rule : Rules.shipped().keySet()) {
      assertTrue(guide.contains("### Alert " + rule + "\n"), rule);
    }
  }

  @Test
  void unitsAreConvertedToTheMetrics() {
    assertEquals(1_500, condition("search_time > 1.5s").threshold());
    assertEquals(2e9, condition("index_size > 2GB").threshold());
    assertEquals(48, condition("backup_age > 2d").threshold());
    assertEquals(1_000, condition("queue_length>1000").threshold());
    assertFalse(condition("embedding_rate < 5/s").above());
    assertEquals(Statistic.P50, condition("search_time.p50 > 5 ms").statistic());
  }

  @Test
  void eachMistakeIsToldWithItsPlace() {
    assertProblem(
        "alerts.yaml:3:16 there is no metric serch_time",
        """
        alerts:
          - name: a
            condition: serch_time > 5ms
        """);
    assertProblem(
        "alerts.yaml:3:30 cpu_usage is not measured in ms; use %",
        """
        alerts:
          - name: a
            condition: cpu_usage > 80ms
        """);
    assertProblem(
        "alerts.yaml:2:47 response_time needs a unit; use min, ms, s",
        """
        alerts:
          - {name: a, condition: "response_time > 1000"}
        """
            .replace("  - {name", "  - {name"));
    assertProblem(
        "alerts.yaml:5:11 there are two rules named a",
        """
        alerts:
          - name: a
            condition: cpu_usage > 80%
            duration: 1m
          - name: a
            condition: cpu_usage > 90%
        """);
    assertProblem(
        "alerts.yaml:4:15 -5m is negative",
        """
        alerts:
          - name: a
            condition: cpu_usage > 80%
            duration: -5m
        """);
    assertProblem(
        "alerts.yaml:2:5 condition is missing",
        """
        alerts:
          - name: a
        """);
    assertProblem(
        "alerts.yaml:4:5 there is no treshold; known are name, condition, duration, severity,"
            + " incident, enabled",
        """
        alerts:
          - name: a
            condition: cpu_usage > 80%
            treshold: 3
        """);
    assertProblem(
        "alerts.yaml:4:15 there is no severity awful; use warning, urgent, critical",
        """
        alerts:
          - name: a
            condition: cpu_usage > 80%
            severity: awful
        """);
    assertProblem(
        "alerts.yaml:3:26 cpu_usage has no p95",
        """
        alerts:
          - name: a
            condition: cpu_usage.p95 > 80%
        """);
    assertEquals(2, problems("alerts:\n  - name: A B\n    condition: nonsense\n").size());
    assertProblem("alerts.yaml:1:1 is no mapping with alerts", "- 1\n");
    assertProblem("alerts.yaml:1:9 alerts is no list", "alerts: 5\n");
    assertTrue(problems("alerts: [\n").getFirst().startsWith("alerts.yaml:2:1 "));
    assertEquals(List.of(), problems(""));
    assertEquals(List.of(), problems("# nothing\n"));
  }

  @Test
  void whateverIsInTheFileThereIsAnAnswer() throws IOException {
    String good = Files.readString(Path.of("src/main/resources/dev/roocode/alert/alerts.yaml"));
    long seed = Long.getLong("seed", 3);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder(good);
      for (int i = 0; i < 3; i++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(1, 300));
      }
      RuleText.read("x", text.toString());
    }
    assertFalse(problems("a: &a [*a, *a]\nb: [*a,*a,*a]\n").isEmpty());
    assertFalse(problems("[".repeat(1_000)).isEmpty(), "too deep");
    String many = "  - {name: a, condition: cpu_usage > 1%}\n".repeat(RuleText.RULES_MAX + 1);
    assertProblem("alerts.yaml:2:3 has more than 100 rules", "alerts:\n" + many);
  }

  private void write(String text) throws IOException {
    Path file = folder.resolve("alerts.yaml");
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.nanoTime() / 1_000));
  }

  private static List<String> names(Rules rules) {
    return rules.inForce().stream().map(AlertRule::name).toList();
  }

  @Test
  void theFileOfTheUserGoesOverTheShippedOnesWhileItIsRight() throws IOException {
    Rules rules = new Rules(folder);
    rules.refresh();
    int shipped = rules.inForce().size();
    write(
        """
        alerts:
          - name: cpu_usage
            enabled: false
          - name: deep_queue
            condition: queue_length > 5000
        """);
    rules.refresh();
    assertEquals(List.of(), rules.problems());
    assertEquals(shipped, rules.inForce().size());
    assertTrue(names(rules).contains("deep_queue") && !names(rules).contains("cpu_usage"));

    write("alerts:\n  - name: other\n    condition: nothing > 5\n");
    rules.refresh();
    assertTrue(names(rules).contains("deep_queue"), "those before stay in force");
    Problem problem = rules.problems().getFirst();
    assertTrue(problem.path().endsWith("alerts.yaml:3:16"), problem.path());

    write("#".repeat(RuleText.BYTES_MAX + 1));
    rules.refresh();
    assertTrue(rules.problems().getFirst().message().contains("larger than 64 KiB"));
    assertTrue(names(rules).contains("deep_queue"));

    Files.delete(folder.resolve("alerts.yaml"));
    rules.refresh();
    assertEquals(List.of(), rules.problems());
    assertTrue(names(rules).contains("cpu_usage"));
  }
}
