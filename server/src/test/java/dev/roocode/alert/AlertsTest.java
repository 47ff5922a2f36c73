package dev.roocode.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.alert.Condition.Statistic;
import dev.roocode.index.ManualTicker;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  private static final AlertRule CPU =
      rule(new Condition(Metric.CPU_USAGE, Statistic.VALUE, true, 80), 5, Level.P4);
  private static final AlertRule SLOW =
      rule(new Condition(Metric.SEARCH_TIME, Statistic.P95, true, 200), 1, Level.P3);
  private static final AlertRule ERRORS =
      rule(new Condition(Metric.ERROR_RATE, Statistic.VALUE, true, 1), 5, Level.P2);
  private static final AlertRule HITS =
      rule(new Condition(Metric.CACHE_HIT_RATE, Statistic.VALUE, false, 80), 5, Level.P4);

  private final ManualTicker ticker = new ManualTicker();
  private final Alerts alerts = new Alerts(ticker, List.of(), List.of());

  private static AlertRule rule(Condition condition, int minutes, Level level) {
    return new AlertRule(
        condition.metric().word(), condition, Duration.ofMinutes(minutes), Severity.WARNING, level);
  }

  private static Reading reading(AlertRule rule, @Nullable Double value, long count) {
    return new Reading(rule.condition().metric(), value, value, value, count);
  }

  /** A minute later. */
  private String minute(AlertRule rule, @Nullable Double value) {
    return minute(rule, value, 100);
  }

  private String minute(AlertRule rule, @Nullable Double value, long count) {
    ticker.advance(Duration.ofMinutes(1));
    List<Change> changes = alerts.look(List.of(rule), any -> reading(rule, value, count));
    return String.join(" ", changes.stream().map(Change::word).toList());
  }

  private List<String> minutes(AlertRule rule, double... values) {
    List<String> words = new ArrayList<>();
    for (double value : values) {
      words.add(minute(rule, value));
    }
    return words;
  }

  @Test
  void opensWhenItHasHeldForItsDurationWithoutABreak() {
    assertEquals(List.of("", "", "", "", "", ""), minutes(CPU, 90, 90, 90, 90, 79, 90), "a break");
    assertEquals(List.of("", "", "", "", "opened"), minutes(CPU, 90, 90, 90, 90, 90));
    Alert open = alerts.open().getFirst();
    assertEquals(ticker.now().minus(Duration.ofMinutes(5)), open.since());
    assertEquals(90.0, open.value());
  }

  /** At its very limit, after its very duration, to the minute. */
  @Test
  void eachShippedRuleOpensAndClosesAtItsLimit() {
    for (Optional<AlertRule> shipped : Rules.shipped().values()) {
      AlertRule rule = shipped.orElseThrow();
      Condition condition = rule.condition();
      double beyond = condition.threshold() + (condition.above() ? 0.01 : -0.01);
      double back =
          condition.threshold() * (condition.above() ? 0.9 : 1.1)
              + (condition.above() ? -0.001 : 0.001);
      int before = (int) rule.duration().toMinutes() - condition.windowMinutes();
      assertEquals("", minute(rule, condition.threshold()), rule.name() + " at its threshold");
      for (int i = 0; i < before; i++) {
        assertEquals("", minute(rule, beyond), rule.name() + " too early");
      }
      assertEquals("opened", minute(rule, beyond), rule.name());
      assertEquals(rule.level(), alerts.incidents().getFirst().level());
      for (int i = 0; i < rule.duration().toMinutes(); i++) {
        assertEquals("", minute(rule, back), rule.name() + " closes too early");
      }
      assertEquals("closed", minute(rule, back), rule.name());
      assertEquals(List.of(), alerts.incidents());
    }
  }

  @Test
  void closesOnlyWhenItIsOverByAMarginForAsLong() {
    minutes(CPU, 90, 90, 90, 90, 90, 90);
    assertEquals(1, alerts.open().size());
    assertEquals(
        List.of("", "", "", "", "", "", "", ""),
        minutes(CPU, 79, 75, 73, 79, 73, 73, 73, 73),
        "near the threshold");
    assertEquals(
        List.of("", "", "", "", "", "closed"),
        minutes(CPU, 75, 70, 70, 70, 70, 70, 70).subList(1, 7));
    assertEquals(List.of(), alerts.open());
    assertEquals(List.of(), alerts.incidents());
  }

  @Test
  void whatIsJudgedOverAMinuteHasHeldForAMinute() {
    assertEquals("opened", minute(SLOW, 250.0), "the minute just past");
    assertEquals("", minute(SLOW, null, 0), "nobody searched");
    assertEquals("closed", minute(SLOW, null, 0));
  }

  @Test
  void fewEventsAreNotJudged() {
    assertEquals("", minute(ERRORS, 50.0, Metric.JUDGED_FROM - 1));
    assertEquals("opened", minute(ERRORS, 50.0, Metric.JUDGED_FROM));
  }

  @Test
  void aRuleMayHoldBelowItsThreshold() {
    assertEquals("opened", minute(HITS, 60.0));
    assertEquals(List.of("", "", ""), minutes(HITS, 85, 85, 85));
    assertEquals(List.of("", "", "", "", "", "closed"), minutes(HITS, 90, 90, 90, 90, 90, 90));
  }

  @Test
  void anIncidentGoesUpWhenItLasts() {
    assertEquals("opened", minute(HITS, 60.0));
    Incident first = alerts.incidents().getFirst();
    assertEquals(Level.P4, first.level());
    ticker.advance(Duration.ofDays(7));
    assertEquals("escalated", minute(HITS, 60.0));
    assertEquals(Level.P3, alerts.incidents().getFirst().level());
    assertEquals("", minute(HITS, 60.0));
    ticker.advance(Duration.ofHours(24));
    assertEquals("escalated", minute(HITS, 60.0));
    ticker.advance(Duration.ofHours(2));
    assertEquals("escalated", minute(HITS, 60.0));
    Incident last = alerts.incidents().getFirst();
    assertEquals(Level.P1, last.level());
    assertEquals(first.id(), last.id());
    ticker.advance(Duration.ofDays(30));
    assertEquals("", minute(HITS, 60.0), "there is nothing above");
  }

  @Test
  void aRuleThatIsGoneIsClosed() {
    minute(SLOW, 250.0);
    assertEquals(1, alerts.look(List.of(), any -> reading(SLOW, 1.0, 1)).size());
    assertEquals(List.of(), alerts.incidents());
  }

  @Test
  void incidentsOutliveTheProcess(@TempDir Path folder) throws IOException {
    IncidentFile file = new IncidentFile(folder.resolve("incidents.json"));
    assertEquals(List.of(), file.read());
    Instant opened = Instant.parse("2026-11-24T10:00:00Z");
    Incident known = new Incident("0a1b2c3d", "search_time", Level.P3, opened, opened);
    Incident gone = new Incident("ffffffff", "no_such_rule", Level.P3, opened, opened);
    file.write(List.of(known, gone));
    assertEquals(List.of(known, gone), file.read());
    Alerts next = new Alerts(ticker, List.of(SLOW), file.read());
    assertEquals(List.of(known), next.incidents());
    assertEquals(opened, next.open().getFirst().since());
    byte[] bytes = Files.readAllBytes(folder.resolve("incidents.json"));
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 8;
      Files.write(folder.resolve("incidents.json"), damaged);
      assertTrue(file.read().size() <= 2, "byte " + at);
    }
  }
}
