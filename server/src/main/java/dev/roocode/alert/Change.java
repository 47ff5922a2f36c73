package dev.roocode.alert;

/** Something that has happened to an alert and its incident, for the log and for people. */
public sealed interface Change {
  Alert alert();

  Incident incident();

  /** The alert has opened, and the incident with it. */
  record Opened(Alert alert, Incident incident) implements Change {}

  /** The incident was not mended in time and is one level up. */
  record Escalated(Alert alert, Incident incident) implements Change {}

  /** The alert has closed, and the incident is resolved. */
  record Closed(Alert alert, Incident incident) implements Change {}

  /** In a word. */
  default String word() {
    return switch (this) {
      case Opened o -> "opened";
      case Escalated e -> "escalated";
      case Closed c -> "closed";
    };
  }
}
