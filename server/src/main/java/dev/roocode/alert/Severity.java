package dev.roocode.alert;

import java.util.Locale;

/** How much an alert matters while it is open. */
public enum Severity {
  WARNING(Level.P3),
  URGENT(Level.P2),
  CRITICAL(Level.P2);

  private final Level level;

  Severity(Level level) {
    this.level = level;
  }

  /** What its incident begins with unless the rule says otherwise. */
  Level level() {
    return level;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
