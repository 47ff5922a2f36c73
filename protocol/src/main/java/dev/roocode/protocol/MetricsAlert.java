package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import org.jspecify.annotations.Nullable;

/** What becomes of an alert. */
@Doc("An alert")
public record MetricsAlert(
    @Doc("its name in `alerts.yaml`; its section in docs/ops/maintenance.md is `alert-RULE`")
        String rule,
    @Doc("what has happened") State state,
    @Doc("how much it matters") Severity severity,
    @Doc("of the incident that it opened") MetricsSnapshot.Level incidentLevel,
    @Doc("what is compared") String metric,
    @Doc("its unit") String unit,
    @Doc("measured last; absent where there is nothing to judge") @Nullable Double value,
    @Doc("in the same unit") double threshold,
    @Doc("when it began, ISO 8601") String since,
    @Doc("the incident, to be found in the log") String incident) {
  /** What has happened. */
  @Doc("What has happened to an alert")
  public enum State {
    @SerializedName("opened")
    @Doc("it is open")
    OPENED,
    @SerializedName("escalated")
    @Doc("it lasts, and its incident is one level up")
    ESCALATED,
    @SerializedName("closed")
    @Doc("it is over")
    CLOSED
  }

  /** How much it matters. */
  @Doc("How much an alert matters")
  public enum Severity {
    @SerializedName("warning")
    @Doc("to be looked at")
    WARNING,
    @SerializedName("urgent")
    @Doc("soon something will not work")
    URGENT,
    @SerializedName("critical")
    @Doc("something does not work")
    CRITICAL
  }
}
