package dev.roocode.config;

import dev.roocode.base.Setting;

/**
 * Settings of the configuration itself.
 *
 * @param versionsKept the newest so many versions of the configuration are kept
 */
public record ConfigSettings(
    @Setting(value = "Versions of the configuration that are kept.", min = 2, max = 10000)
        int versionsKept) {
  public static final ConfigSettings DEFAULTS = new ConfigSettings(100);
}
