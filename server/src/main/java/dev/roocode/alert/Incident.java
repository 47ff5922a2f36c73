package dev.roocode.alert;

import java.time.Instant;

/**
 * What an alert means for the user, from its opening until it is resolved.
 *
 * @param id eight hexadecimal digits
 * @param rule the name of the alert's rule
 * @param level now
 * @param opened when it did
 * @param raised when it came to its level
 */
public record Incident(String id, String rule, Level level, Instant opened, Instant raised) {
  /** One level up. */
  Incident up(Instant now) {
    return new Incident(id, rule, level.above(), opened, now);
  }
}
