package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How it stands, for who watches. */
@Doc("How it stands now, for who watches")
public record MetricsMeasured(
    @Doc("when, ISO 8601") String time,
    @Doc("all metrics, of the last minute, a share of the last five")
        List<MetricsSnapshot.Reading> metrics,
    @Doc("what alerts compare with") List<MetricsWatch.Threshold> thresholds,
    @Doc("that are open") List<MetricsAlert> alerts,
    @Doc("that are open") List<MetricsSnapshot.Incident> incidents,
    @Doc("with the log or with `alerts.yaml`; where nothing is measured, why")
        List<FileProblem> problems,
    @Doc(
            "what was written to `logs/server.log` since the message before, at first its end; at most 300 lines")
        List<LogLine> log) {
  /** A line of the log. */
  @Doc("A line of the server's log")
  public record LogLine(
      @Doc("when, as it stands there; absent in the lines of a trace") @Nullable String time,
      @Doc("its own, or that of the line which it belongs to") Level level,
      @Doc("the rest, control characters taken out") String text) {}

  /** How much a line matters. */
  @Doc("How much a line of the log matters")
  public enum Level {
    @SerializedName("error")
    @Doc("something failed that should not")
    ERROR,
    @SerializedName("warn")
    @Doc("something does not work as it could")
    WARN,
    @SerializedName("info")
    @Doc("something worth knowing")
    INFO,
    @SerializedName("debug")
    @Doc("for who looks for a fault")
    DEBUG
  }
}
