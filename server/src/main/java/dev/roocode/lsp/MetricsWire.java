package dev.roocode.lsp;

import dev.roocode.alert.Alert;
import dev.roocode.alert.AlertRule;
import dev.roocode.alert.Change;
import dev.roocode.alert.Condition;
import dev.roocode.alert.Incident;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Point;
import dev.roocode.metrics.Reading;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.MetricsAlert;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.protocol.MetricsSnapshot;
import dev.roocode.protocol.MetricsWatch;
import dev.roocode.service.Measured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is measured, on the wire. Public, so that the command line prints the same JSON. */
public final class MetricsWire {
  private MetricsWire() {}

  public static MetricsSnapshot.Result measured(Measured measured) {
    return new MetricsSnapshot.Result(
        readings(measured), alerts(measured), incidents(measured), problems(measured));
  }

  /**
   * How it stands now.
   *
   * @param log what was written since
   */
  static MetricsMeasured now(Measured measured, List<MetricsMeasured.LogLine> log) {
    return new MetricsMeasured(
        measured.time().toString(),
        readings(measured),
        measured.rules().stream().map(MetricsWire::threshold).toList(),
        alerts(measured),
        incidents(measured),
        problems(measured),
        log);
  }

  /** The same by metric; those that have nothing to tell are left out. */
  static List<MetricsWatch.Series> series(List<Point> points) {
    Map<Metric, List<MetricsWatch.Point>> series = new EnumMap<>(Metric.class);
    for (Point point : points) {
      for (Reading reading : point.readings()) {
        if (reading.value() != null) {
          series
              .computeIfAbsent(reading.metric(), metric -> new ArrayList<>())
              .add(point(point.time(), reading));
        }
      }
    }
    return series.entrySet().stream()
        .map(one ->
            new MetricsWatch.Series(
                one.getKey().word(), one.getKey().unit().word(), one.getValue()))
        .toList();
  }

  private static MetricsWatch.Point point(Instant time, Reading reading) {
    return new MetricsWatch.Point(
        time.toString(),
        reading.value(),
        reading.p50(),
        reading.p95(),
        reading.count(),
        reading.isJudged());
  }

  private static MetricsWatch.Threshold threshold(AlertRule rule) {
    Condition condition = rule.condition();
    return new MetricsWatch.Threshold(
        rule.name(),
        condition.metric().word(),
        MetricsWatch.Statistic.valueOf(condition.statistic().name()),
        condition.above(),
        condition.threshold());
  }

  private static List<MetricsSnapshot.Reading> readings(Measured measured) {
    return measured.readings().stream().map(MetricsWire::reading).toList();
  }

  private static List<MetricsAlert> alerts(Measured measured) {
    return measured.alerts().stream()
        .flatMap(alert ->
            measured.incidents().stream()
                .filter(incident -> incident.rule().equals(alert.rule().name()))
                .map(incident -> alert(MetricsAlert.State.OPENED, alert, incident)))
        .toList();
  }

  private static List<MetricsSnapshot.Incident> incidents(Measured measured) {
    return measured.incidents().stream().map(MetricsWire::incident).toList();
  }

  private static List<FileProblem> problems(Measured measured) {
    return measured.problems().stream()
        .map(problem -> new FileProblem(problem.path(), problem.rule(), problem.message()))
        .toList();
  }

  static MetricsAlert change(Change change) {
    MetricsAlert.State state =
        switch (change) {
          case Change.Opened opened -> MetricsAlert.State.OPENED;
          case Change.Escalated escalated -> MetricsAlert.State.ESCALATED;
          case Change.Closed closed -> MetricsAlert.State.CLOSED;
        };
    return alert(state, change.alert(), change.incident());
  }

  private static MetricsSnapshot.Reading reading(Reading reading) {
    return new MetricsSnapshot.Reading(
        reading.metric().word(),
        reading.metric().unit().word(),
        reading.value(),
        reading.p50(),
        reading.p95(),
        reading.count(),
        reading.isJudged());
  }

  private static MetricsAlert alert(MetricsAlert.State state, Alert alert, Incident incident) {
    AlertRule rule = alert.rule();
    Condition condition = rule.condition();
    return new MetricsAlert(
        rule.name(),
        state,
        MetricsAlert.Severity.valueOf(rule.severity().name()),
        MetricsSnapshot.Level.valueOf(incident.level().name()),
        condition.metric().word(),
        condition.metric().unit().word(),
        alert.value(),
        condition.threshold(),
        alert.since().toString(),
        incident.id());
  }

  private static MetricsSnapshot.Incident incident(Incident incident) {
    return new MetricsSnapshot.Incident(
        incident.id(),
        incident.rule(),
        MetricsSnapshot.Level.valueOf(incident.level().name()),
        incident.opened().toString(),
        incident.raised().toString());
  }
}
