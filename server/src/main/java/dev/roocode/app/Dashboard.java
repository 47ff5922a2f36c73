package dev.roocode.app;

import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.MetricsAlert;
import dev.roocode.protocol.MetricsSnapshot;
import dev.roocode.protocol.MetricsSnapshot.Incident;
import dev.roocode.protocol.MetricsSnapshot.Reading;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is measured, for people at a terminal. */
final class Dashboard {
  private static final int BAR = 20;

  private final Terminal terminal;
  private final int window;

  Dashboard(Terminal terminal, int window) {
    this.terminal = terminal;
    this.window = window;
  }

  String text(MetricsSnapshot.Result measured) {
    StringBuilder text = new StringBuilder();
    String minutes = window == 1 ? "minute" : window + " minutes";
    text.append(terminal.bold("The last " + minutes)).append('\n');
    measured.metrics().forEach(reading -> text.append(line(reading)).append('\n'));
    text.append(terminal.bold("Open alerts and incidents")).append('\n');
    measured.alerts().forEach(alert -> text.append(line(alert, measured)).append('\n'));
    if (measured.alerts().isEmpty()) {
      text.append("  none\n");
    }
    for (FileProblem problem : measured.problems()) {
      String line = problem.path() + ": " + problem.message();
      text.append(terminal.warning("note: " + Terminal.harmless(line))).append('\n');
    }
    return text.toString();
  }

  private String line(Reading reading) {
    Double value = reading.value();
    String name = String.format(Locale.ROOT, "  %-22s", reading.name());
    if (value == null) {
      return name + terminal.dim(String.format(Locale.ROOT, "%14s", "-"));
    }
    StringBuilder line = new StringBuilder(name);
    line.append(String.format(Locale.ROOT, "%14s", amount(value, reading.unit())));
    if (reading.p95() != null) {
      line.append("  median ").append(amount(reading.p50(), reading.unit()));
      line.append(", 95 % ").append(amount(reading.p95(), reading.unit()));
    }
    if (reading.unit().equals("%")) {
      line.append("  ").append(bar(value));
    }
    if (reading.count() > 0) {
      line.append(terminal.dim("  of " + reading.count()));
    }
    if (!reading.judged()) {
      line.append(terminal.dim(", too few to judge"));
    }
    return line.toString();
  }

  private static String bar(double percent) {
    int full = (int) Math.round(Math.clamp(percent, 0, 100) * BAR / 100);
    return "#".repeat(full) + ".".repeat(BAR - full);
  }

  private static String amount(@Nullable Double value, String unit) {
    if (value == null) {
      return "-";
    }
    if (unit.equals("bytes")) {
      return String.format(Locale.ROOT, "%,.1f MB", value / 1e6);
    }
    String number =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%,.1f", value);
    return (number + " " + unit).strip();
  }

  private String line(MetricsAlert alert, MetricsSnapshot.Result measured) {
    String level =
        measured.incidents().stream()
            .filter(incident -> incident.id().equals(alert.incident()))
            .map(Incident::level)
            .map(Enum::name)
            .findFirst()
            .orElse("");
    String text =
        String.format(
            Locale.ROOT,
            "  %s %-8s %-18s %s is %s, the threshold %s; since %s (incident %s)",
            level,
            alert.severity().name().toLowerCase(Locale.ROOT),
            alert.rule(),
            alert.metric(),
            amount(alert.value(), alert.unit()),
            amount(alert.threshold(), alert.unit()),
            alert.since(),
            alert.incident());
    return alert.severity() == MetricsAlert.Severity.WARNING ? text : terminal.warning(text);
  }
}
