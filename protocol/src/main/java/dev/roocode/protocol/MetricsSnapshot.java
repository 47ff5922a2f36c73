package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code metrics/snapshot}. */
public final class MetricsSnapshot {
  private MetricsSnapshot() {}

  /** Over how long. */
  @Doc("Over how long; the whole `params` may be absent")
  public record Params(@Doc("1 (the default) to 60") @Nullable Integer windowMinutes) {}

  /** What a metric says. */
  @Doc("What a metric says of the window; docs/ops/metrics.md lists them")
  public record Reading(
      @Doc("such as `search_time`") String name,
      @Doc("`ms`, `%`, `bytes`, `/s`, `h`, or empty") String unit,
      @Doc("of a timer the mean; absent where there is nothing to tell") @Nullable Double value,
      @Doc("median of a timer") @Nullable Double p50,
      @Doc("95th percentile of a timer") @Nullable Double p95,
      @Doc("events in the window; 0 for a gauge") long count,
      @Doc("false where there are too few events to judge") boolean judged) {}

  /** How bad an incident is. */
  @Doc("How bad an incident is")
  public enum Level {
    @SerializedName("P1")
    @Doc("stopped")
    P1,
    @SerializedName("P2")
    @Doc("a main function is lost")
    P2,
    @SerializedName("P3")
    @Doc("a minor one")
    P3,
    @SerializedName("P4")
    @Doc("a wish")
    P4
  }

  /** An incident that is open. */
  @Doc("An incident that is open")
  public record Incident(
      @Doc("eight hexadecimal digits") String id,
      @Doc("of the alert that opened it") String rule,
      @Doc("now; it goes up when the incident lasts") Level level,
      @Doc("ISO 8601") String opened,
      @Doc("when it came to its level, ISO 8601") String raised) {}

  /** What was measured. */
  @Doc("What was measured, and what is wrong")
  public record Result(
      @Doc("all metrics") List<Reading> metrics,
      @Doc("that are open") List<MetricsAlert> alerts,
      @Doc("that are open") List<Incident> incidents,
      @Doc("with the log or with `alerts.yaml`") List<FileProblem> problems) {}
}
