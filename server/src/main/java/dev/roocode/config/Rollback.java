package dev.roocode.config;

import java.util.Map;

/**
 * The values that a rollback put back.
 *
 * @param to the version whose values they are; 0 for no rollback
 * @param pins by the setting's name
 */
record Rollback(int to, Map<String, Pin> pins) {
  static final Rollback NONE = new Rollback(0, Map.of());

  Rollback {
    pins = Map.copyOf(pins);
  }

  /**
   * @param value put back, as {@link Key#text} has it
   * @param over what the sources said at that time
   */
  record Pin(String value, String over) {}
}
