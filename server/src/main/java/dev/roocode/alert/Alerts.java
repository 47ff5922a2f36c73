package dev.roocode.alert;

import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.metrics.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are open. Each opens after its condition has held for its duration, closes after the
 * value has been back by a tenth of the threshold for as long, and has an incident meanwhile that
 * goes up a level when it lasts. Used by one thread.
 */
final class Alerts {
  /** Of a rule. Instants are the clock's; spans are counted by the ticker. */
  private static final class State {
    private @Nullable Long heldNanos;
    private @Nullable Long overNanos;
    private @Nullable Alert alert;
    private @Nullable Incident incident;
  }

  private final Ticker ticker;
  private final Map<String, State> states = new HashMap<>();

  /**
   * @param former incidents that were open when the process before ended
   */
  Alerts(Ticker ticker, List<AlertRule> rules, List<Incident> former) {
    this.ticker = ticker;
    Map<String, AlertRule> known = new HashMap<>();
    rules.forEach(rule -> known.put(rule.name(), rule));
    for (Incident incident : former) {
      AlertRule rule = known.get(incident.rule());
      if (rule != null) {
        State state = states.computeIfAbsent(rule.name(), name -> new State());
        state.alert = new Alert(rule, incident.opened(), null);
        state.incident = incident;
      }
    }
  }

  /**
   * Looks at all rules.
   *
   * @param readings what a rule's metric says of the time it is judged over
   */
  List<Change> look(List<AlertRule> rules, Function<AlertRule, Reading> readings) {
    List<Change> changes = new ArrayList<>();
    for (AlertRule rule : rules) {
      State state = states.computeIfAbsent(rule.name(), name -> new State());
      look(rule, readings.apply(rule), state).ifPresent(changes::add);
      escalate(state).ifPresent(changes::add);
    }
    List<String> names = rules.stream().map(AlertRule::name).toList();
    List.copyOf(states.keySet()).stream()
        .filter(name -> !names.contains(name))
        .forEach(gone -> close(states.remove(gone)).ifPresent(changes::add));
    return changes;
  }

  private Optional<Change> look(AlertRule rule, Reading reading, State state) {
    Condition condition = rule.condition();
    Double value = condition.value(reading);
    long now = ticker.nanos();
    long window = Duration.ofMinutes(condition.windowMinutes()).toNanos();
    if (state.alert == null) {
      if (!condition.holds(value)) {
        state.heldNanos = null;
        return Optional.empty();
      }
      state.heldNanos = state.heldNanos == null ? now - window : state.heldNanos;
      return now - state.heldNanos >= rule.duration().toNanos()
          ? Optional.of(open(rule, value, state, now - state.heldNanos))
          : Optional.empty();
    }
    state.alert = new Alert(rule, state.alert.since(), value);
    if (!condition.isOver(value)) {
      state.overNanos = null;
      return Optional.empty();
    }
    state.overNanos = state.overNanos == null ? now : state.overNanos;
    return now - state.overNanos >= rule.duration().toNanos() ? close(state) : Optional.empty();
  }

  private Change open(AlertRule rule, @Nullable Double value, State state, long heldFor) {
    Instant now = ticker.now();
    Alert alert = new Alert(rule, now.minusNanos(heldFor), value);
    String id = ContentHash.of(rule.name() + now).toString().substring(0, 8);
    Incident incident = new Incident(id, rule.name(), rule.level(), now, now);
    state.alert = alert;
    state.incident = incident;
    state.heldNanos = null;
    state.overNanos = null;
    return new Change.Opened(alert, incident);
  }

  private static Optional<Change> close(@Nullable State state) {
    if (state == null || state.alert == null || state.incident == null) {
      return Optional.empty();
    }
    Change closed = new Change.Closed(state.alert, state.incident);
    state.alert = null;
    state.incident = null;
    state.overNanos = null;
    return Optional.of(closed);
  }

  private Optional<Change> escalate(State state) {
    Incident incident = state.incident;
    if (incident == null || state.alert == null) {
      return Optional.empty();
    }
    Duration lasted = Duration.between(incident.raised(), ticker.now());
    boolean due =
        incident.level().patience().filter(patience -> lasted.compareTo(patience) >= 0).isPresent();
    if (!due) {
      return Optional.empty();
    }
    Incident raised = incident.up(ticker.now());
    state.incident = raised;
    return Optional.of(new Change.Escalated(state.alert, raised));
  }

  List<Alert> open() {
    List<Alert> open = new ArrayList<>();
    states.values().forEach(state -> Optional.ofNullable(state.alert).ifPresent(open::add));
    return open;
  }

  List<Incident> incidents() {
    List<Incident> open = new ArrayList<>();
    states.values().forEach(state -> Optional.ofNullable(state.incident).ifPresent(open::add));
    return open;
  }
}
