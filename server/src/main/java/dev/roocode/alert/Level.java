package dev.roocode.alert;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How bad an incident is. What stays open for too long is raised by one. */
public enum Level {
  /** Stopped. */
  P1(null),
  /** A main function is lost. */
  P2(Duration.ofHours(2)),
  /** A minor one. */
  P3(Duration.ofHours(24)),
  /** A wish. */
  P4(Duration.ofDays(7));

  private final @Nullable Duration patience;

  Level(@Nullable Duration patience) {
    this.patience = patience;
  }

  /** For how long it may stay open at this level; empty where there is none above. */
  Optional<Duration> patience() {
    return Optional.ofNullable(patience);
  }

  Level above() {
    return switch (this) {
      case P1, P2 -> P1;
      case P3 -> P2;
      case P4 -> P3;
    };
  }
}
