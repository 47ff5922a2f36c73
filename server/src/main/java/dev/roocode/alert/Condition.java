package dev.roocode.alert;

import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of a metric with a threshold.
 *
 * @param statistic of a timer; of anything else the value
 * @param above whether it holds above the threshold, otherwise below
 * @param threshold in the metric's unit
 */
public record Condition(Metric metric, Statistic statistic, boolean above, double threshold) {
  /** What of a timer is compared. */
  public enum Statistic {
    VALUE,
    P50,
    P95
  }

  /** It is over when the value has come back by this part of the threshold. */
  private static final double MARGIN = 0.1;

  /** What is compared; null where there is nothing to compare, or too little to judge. */
  @Nullable Double value(Reading reading) {
    if (!reading.isJudged()) {
      return null;
    }
    return switch (statistic) {
      case VALUE -> reading.value();
      case P50 -> reading.p50();
      case P95 -> reading.p95();
    };
  }

  boolean holds(@Nullable Double value) {
    return value != null && (above ? value > threshold : value < threshold);
  }

  /** Far enough on the other side; what cannot be judged is no longer an alert either. */
  boolean isOver(@Nullable Double value) {
    if (value == null) {
      return true;
    }
    double back = threshold * MARGIN;
    return above ? value <= threshold - back : value >= threshold + back;
  }

  /** Over how many minutes it is judged; 0 for what is looked at as it is now. */
  int windowMinutes() {
    return metric.kind() == Metric.Kind.GAUGE ? 0 : metric.intervalMinutes();
  }
}
