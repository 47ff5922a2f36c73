package dev.roocode.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is due. The last success is what the newest snapshot says, so that it outlives the process;
 * a slot that was slept through is due once. A clock that went back makes the next one due instead
 * of never. Pure.
 */
final class Timetable {
  /** What a clock may be put right by without a snapshot. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final BackupSettings settings;

  Timetable(BackupSettings settings) {
    this.settings = settings;
  }

  Optional<SnapshotId.Kind> due(Collection<SnapshotId> present, Instant now) {
    Optional<SnapshotId> newest = present.stream().max(Comparator.naturalOrder());
    Optional<SnapshotId> full =
        present.stream().filter(SnapshotId::isFull).max(Comparator.naturalOrder());
    if (isOver(full, settings.fullEveryHours(), now)) {
      return Optional.of(SnapshotId.Kind.FULL);
    }
    return isOver(newest, settings.incrementalEveryHours(), now)
        ? Optional.of(SnapshotId.Kind.INCREMENTAL)
        : Optional.empty();
  }

  /** Whether the caches are due. */
  boolean cacheDue(Collection<SnapshotId> caches, Instant now) {
    return isOver(caches.stream().max(Comparator.naturalOrder()), settings.cacheEveryHours(), now);
  }

  private static boolean isOver(Optional<SnapshotId> last, int hours, Instant now) {
    if (last.isEmpty()) {
      return true;
    }
    Duration elapsed = Duration.between(last.get().time(), now);
    return elapsed.compareTo(Duration.ofHours(hours)) >= 0
        || elapsed.compareTo(TOLERANCE.negated()) < 0;
  }
}
