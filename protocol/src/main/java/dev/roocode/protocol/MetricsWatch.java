package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code metrics/watch}. */
public final class MetricsWatch {
  private MetricsWatch() {}

  /** Whether to tell. */
  @Doc("Whether to tell from now on")
  public record Params(
      @Doc(
              "true: `metrics/measured` comes every five seconds on this connection, also after the workspace was opened anew; false: no longer")
          boolean on) {}

  /** What a metric said at a time. */
  @Doc("What a metric said at a time: of the minute before, of the five minutes of a share")
  public record Point(
      @Doc("ISO 8601") String time,
      @Doc("of a timer the mean") @Nullable Double value,
      @Doc("median of a timer") @Nullable Double p50,
      @Doc("95th percentile of a timer") @Nullable Double p95,
      @Doc("events; 0 for a gauge") long count,
      @Doc("false where there are too few events to judge") boolean judged) {}

  /** What a metric said so far. */
  @Doc("What a metric said in the last hour")
  public record Series(
      @Doc("such as `search_time`") String name,
      @Doc("`ms`, `%`, `bytes`, `/s`, `h`, or empty") String unit,
      @Doc("oldest first, at most one a minute; none for a minute without anything to tell")
          List<Point> points) {}

  /** What of a metric is compared. */
  @Doc("What of a metric is compared")
  public enum Statistic {
    @SerializedName("value")
    @Doc("the value, of a timer the mean")
    VALUE,
    @SerializedName("p50")
    @Doc("the median")
    P50,
    @SerializedName("p95")
    @Doc("the 95th percentile")
    P95
  }

  /** What a rule compares with. */
  @Doc("What a rule in force compares with")
  public record Threshold(
      @Doc("the rule's name") String rule,
      @Doc("such as `search_time`") String metric,
      @Doc("what of it") Statistic statistic,
      @Doc("whether the alert is about values above, otherwise below") boolean above,
      @Doc("in the metric's unit") double value) {}

  /** Up to now. */
  @Doc("What was measured up to now")
  public record Result(
      @Doc("of each metric that has any, also from before a restart; empty where `on` is false")
          List<Series> series,
      @Doc("how it stands now, with the end of the log; absent where `on` is false")
          @Nullable MetricsMeasured now) {}
}
