package dev.roocode.metrics;

import dev.roocode.base.Setting;

/**
 * Settings of what is measured.
 *
 * @param enabled whether anything is
 */
public record MetricsSettings(
    @Setting("Whether the server measures itself, writes logs/metrics.jsonl and opens alerts.")
        boolean enabled) {
  public static final MetricsSettings DEFAULTS = new MetricsSettings(true);

  public static final MetricsSettings OFF = new MetricsSettings(false);
}
