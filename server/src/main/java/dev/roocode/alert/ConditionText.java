package dev.roocode.alert;

import dev.roocode.alert.Condition.Statistic;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Metric.Kind;
import dev.roocode.metrics.Metric.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code search_time.p95 > 200ms}. */
final class ConditionText {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z_0-9]+)(?:\\.([A-Za-z0-9]+))?\\s*([<>])\\s*(-?[0-9.]+)\\s*(\\S*)");

  /** How many of the metric's unit one of these is. */
  private static final Map<Unit, Map<String, Double>> UNITS =
      Map.of(
          Unit.MILLIS, Map.of("ms", 1.0, "s", 1_000.0, "min", 60_000.0),
          Unit.PERCENT, Map.of("%", 1.0),
          Unit.BYTES, Map.of("B", 1.0, "KB", 1e3, "MB", 1e6, "GB", 1e9),
          Unit.COUNT, Map.of("", 1.0),
          Unit.PER_SECOND, Map.of("/s", 1.0),
          Unit.HOURS, Map.of("h", 1.0, "d", 24.0));

  private ConditionText() {}

  /** What is wrong with a condition, and how many characters from its beginning. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;

    Mistake(int offset, String message) {
      super(message);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }
  }

  static Condition parse(String text) throws Mistake {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new Mistake(0, "\"" + shown(text) + "\" is not METRIC > NUMBER UNIT, or < instead");
    }
    Metric metric =
        Metric.of(parts.group(1))
            .orElseThrow(() -> new Mistake(0, "there is no metric " + shown(parts.group(1))));
    Statistic statistic = parts.group(2) == null ? Statistic.VALUE : statistic(metric, parts);
    double number;
    try {
      number = Double.parseDouble(parts.group(4));
    } catch (NumberFormatException e) {
      throw new Mistake(parts.start(4), shown(parts.group(4)) + " is no number");
    }
    return new Condition(
        metric, statistic, parts.group(3).equals(">"), number * factor(metric, parts));
  }

  private static Statistic statistic(Metric metric, Matcher parts) throws Mistake {
    String word = parts.group(2);
    boolean known = word.equals("p50") || word.equals("p95");
    if (!known || metric.kind() != Kind.TIMER) {
      throw new Mistake(
          parts.start(2),
          metric.word()
              + " has no "
              + shown(word)
              + (metric.kind() == Kind.TIMER ? "; it has p50 and p95" : ""));
    }
    return Statistic.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static double factor(Metric metric, Matcher parts) throws Mistake {
    Map<String, Double> units = UNITS.getOrDefault(metric.unit(), Map.of());
    Double factor = units.get(parts.group(5));
    if (factor == null) {
      String allowed = String.join(", ", units.keySet().stream().sorted().toList());
      throw new Mistake(
          parts.start(5),
          metric.word()
              + (parts.group(5).isEmpty()
                  ? " needs a unit"
                  : " is not measured in " + shown(parts.group(5)))
              + (allowed.isEmpty() ? "; it has none" : "; use " + allowed));
    }
    return factor;
  }

  static String shown(String text) {
    String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return cut.replaceAll("[^\\x20-\\x7e…]", "?");
  }
}
