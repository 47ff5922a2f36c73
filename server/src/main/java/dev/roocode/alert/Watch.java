package dev.roocode.alert;

import com.google.gson.JsonObject;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Problem;
import dev.roocode.metrics.History;
import dev.roocode.metrics.MetricsLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rules once a minute and writes down what changes: lines of the kinds {@code alert}
 * and {@code incident} in the metrics log. {@link #look} is used by one thread, the rest by any.
 */
public final class Watch {
  /** Of the open incidents, in the data folder. */
  public static final String FILE = "incidents.json";

  /** An incident that lasts is told again by the hour. */
  private static final int UPDATE_LOOKS = 60;

  private final Rules rules;
  private final History history;
  private final MetricsLog log;
  private final IncidentFile file;
  private final Alerts alerts;
  private int looks;
  private volatile List<Alert> open;
  private volatile List<Incident> incidents;
  private volatile List<AlertRule> inForce;
  private volatile List<Problem> problems = List.of();

  /**
   * @param data holds {@code incidents.json} and {@code config/alerts.yaml}
   */
  public Watch(Path data, History history, MetricsLog log, Ticker ticker) {
    this.rules = new Rules(data.resolve("config"));
    this.history = history;
    this.log = log;
    this.file = new IncidentFile(data.resolve(FILE));
    rules.refresh();
    this.alerts = new Alerts(ticker, rules.inForce(), file.read());
    this.open = alerts.open();
    this.incidents = alerts.incidents();
    this.inForce = rules.inForce();
    this.problems = rules.problems();
  }

  /** What is wrong with the user's rules in this data folder. */
  public static List<Problem> check(Path data) {
    Rules rules = new Rules(data.resolve("config"));
    rules.refresh();
    return rules.problems();
  }

  /**
   * Looks at all rules, the user's as they are now.
   *
   * @return what has changed
   */
  public List<Change> look() {
    rules.refresh();
    inForce = rules.inForce();
    problems = rules.problems();
    List<Change> changes =
        alerts.look(
            rules.inForce(),
            rule ->
                history.last(
                    rule.condition().metric(), Math.max(1, rule.condition().windowMinutes())));
    open = alerts.open();
    incidents = alerts.incidents();
    changes.forEach(this::write);
    if (++looks % UPDATE_LOOKS == 0) {
      open.forEach(this::writeUpdate);
    }
    if (!changes.isEmpty()) {
      keep();
    }
    return changes;
  }

  private void keep() {
    try {
      file.write(incidents);
    } catch (IOException e) { // an incident that is still one opens again after a restart
      problems = List.of(new Problem(FILE, "unavailable", "incidents cannot be written down"));
    }
  }

  private void write(Change change) {
    if (!(change instanceof Change.Escalated)) {
      log.write("alert", alert(change));
    }
    write(
        change.incident(),
        change instanceof Change.Closed ? "resolved" : change.word(),
        change.alert().value());
  }

  /** How it stands, of an incident that nothing has happened to. */
  private void writeUpdate(Alert alert) {
    incidents.stream()
        .filter(incident -> incident.rule().equals(alert.rule().name()))
        .forEach(incident -> write(incident, "updated", alert.value()));
  }

  private void write(Incident incident, String state, @Nullable Double value) {
    JsonObject line = new JsonObject();
    line.addProperty("id", incident.id());
    line.addProperty("rule", incident.rule());
    line.addProperty("level", incident.level().name());
    line.addProperty("state", state);
    line.addProperty("opened", incident.opened().toString());
    if (value != null) {
      line.addProperty("value", value);
    }
    log.write("incident", line);
  }

  private static JsonObject alert(Change change) {
    AlertRule rule = change.alert().rule();
    JsonObject alert = new JsonObject();
    alert.addProperty("rule", rule.name());
    alert.addProperty("state", change.word());
    alert.addProperty("severity", rule.severity().word());
    alert.addProperty("metric", rule.condition().metric().word());
    alert.addProperty("unit", rule.condition().metric().unit().word());
    @Nullable Double value = change.alert().value();
    if (value != null) {
      alert.addProperty("value", value);
    }
    alert.addProperty("threshold", rule.condition().threshold());
    alert.addProperty("since", change.alert().since().toString());
    return alert;
  }

  /** The alerts that are open. */
  public List<Alert> open() {
    return open;
  }

  /** The incidents that are open. */
  public List<Incident> incidents() {
    return incidents;
  }

  /** The rules that are looked at. */
  public List<AlertRule> rules() {
    return inForce;
  }

  /** What is wrong with the user's rules. */
  public List<Problem> problems() {
    return problems;
  }
}
