package dev.roocode.lsp;

import dev.roocode.alert.Alert;
import dev.roocode.alert.AlertRule;
import dev.roocode.alert.Change;
import dev.roocode.alert.Condition;
import dev.roocode.alert.Incident;
import dev.roocode.metrics.Reading;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.MetricsAlert;
import dev.roocode.protocol.MetricsSnapshot;
import dev.roocode.rpc.Router;
import dev.roocode.service.Measured;

/** What is measured, on the wire. Public, so that the command line prints the same JSON. */
public final class MetricsWire {
  private MetricsWire() {}

  static void register(Router router, OpenWorkspace workspace) {
    router.onRequest(
        "metrics/snapshot",
        MetricsSnapshot.Params.class,
        (params, call) -> workspace.use(call, open -> measured(open.measured(window(params)))));
  }

  public static MetricsSnapshot.Result measured(Measured measured) {
    return new MetricsSnapshot.Result(
        measured.readings().stream().map(MetricsWire::reading).toList(),
        measured.alerts().stream()
            .flatMap(alert ->
                measured.incidents().stream()
                    .filter(incident -> incident.rule().equals(alert.rule().name()))
                    .map(incident -> alert(MetricsAlert.State.OPENED, alert, incident)))
            .toList(),
        measured.incidents().stream().map(MetricsWire::incident).toList(),
        measured.problems().stream()
            .map(problem -> new FileProblem(problem.path(), problem.rule(), problem.message()))
            .toList());
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

  /** The default of a request. */
  private static int window(MetricsSnapshot.Params params) {
    Integer window = params.windowMinutes();
    return window == null ? 1 : window;
  }
}
