package dev.roocode.metrics;

import java.util.Locale;

/** Work that is worth a line of its own in the metrics log. */
public enum Work {
  INDEX("chunks"),
  BACKUP("bytes"),
  RESTORE("files");

  private final String amount;

  Work(String amount) {
    this.amount = amount;
  }

  /** What its amount counts. */
  public String amount() {
    return amount;
  }

  /** The kind of its line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
