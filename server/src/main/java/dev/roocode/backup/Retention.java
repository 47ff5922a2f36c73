package dev.roocode.backup;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Which snapshots may go. Days and weeks are counted by those that have a snapshot, newest sequence
 * first, never by today's date: a clock that jumps makes nothing old. A full snapshot stays while
 * an increment needs it, and the two newest stay in any case. Pure.
 */
final class Retention {
  /** Never fewer full snapshots than these. */
  static final int FULLS_MIN = 2;

  private final BackupSettings settings;

  Retention(BackupSettings settings) {
    this.settings = settings;
  }

  /**
   * @param bytes the size of a snapshot
   * @return what may go, in this order: increments before their base
   */
  List<SnapshotId> superfluous(Collection<SnapshotId> present, ToLongFunction<SnapshotId> bytes) {
    List<SnapshotId> newestFirst = present.stream().sorted((a, b) -> b.compareTo(a)).toList();
    List<SnapshotId> fulls = newestFirst.stream().filter(SnapshotId::isFull).toList();
    Set<SnapshotId> kept = new HashSet<>(fulls.stream().limit(FULLS_MIN).toList());
    keepFirst(fulls, settings.keepDaily(), Retention::day, kept);
    keepFirst(fulls, settings.keepWeekly(), Retention::week, kept);
    // the hours of two days lie within three dates
    keepAll(
        newestFirst.stream().filter(id -> !id.isFull()).toList(),
        settings.keepIncrementalDays() + 1,
        kept);
    cap(newestFirst, fulls, bytes, kept);
    return order(newestFirst, kept);
  }

  private static String day(SnapshotId id) {
    return date(id).toString();
  }

  private static String week(SnapshotId id) {
    LocalDate date = date(id);
    return date.get(IsoFields.WEEK_BASED_YEAR) + "W" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static LocalDate date(SnapshotId id) {
    return LocalDate.ofInstant(id.time(), ZoneOffset.UTC);
  }

  /** The newest of each of the newest spans. */
  private static void keepFirst(
      List<SnapshotId> newestFirst,
      int spans,
      Function<SnapshotId, String> span,
      Set<SnapshotId> kept) {
    Set<String> seen = new HashSet<>();
    for (SnapshotId id : newestFirst) {
      if (seen.size() < spans && seen.add(span.apply(id))) {
        kept.add(id);
      }
    }
  }

  private static void keepAll(List<SnapshotId> increments, int days, Set<SnapshotId> kept) {
    Set<String> seen = new HashSet<>();
    for (SnapshotId id : increments) {
      seen.add(day(id));
      if (seen.size() <= days) {
        kept.add(id);
      }
    }
  }

  /** Gives up the oldest until the rest fits; an increment that stays keeps its base. */
  private void cap(
      List<SnapshotId> newestFirst,
      List<SnapshotId> fulls,
      ToLongFunction<SnapshotId> bytes,
      Set<SnapshotId> kept) {
    keepBases(newestFirst, kept);
    long most = (long) settings.maxMegabytes() << 20;
    Set<SnapshotId> last = Set.copyOf(fulls.stream().limit(FULLS_MIN).toList());
    for (SnapshotId oldest : newestFirst.reversed()) {
      if (kept.stream().mapToLong(bytes).sum() <= most) {
        return;
      }
      boolean needed = kept.stream().anyMatch(id -> id.base() == oldest.sequence());
      if (!last.contains(oldest) && !needed) {
        kept.remove(oldest);
      } else if (!last.contains(oldest)) {
        kept.removeIf(id -> id.base() == oldest.sequence());
        kept.remove(oldest);
      }
    }
  }

  private static void keepBases(List<SnapshotId> present, Set<SnapshotId> kept) {
    Set<Long> bases = new HashSet<>();
    kept.forEach(id -> bases.add(id.base()));
    present.stream().filter(id -> id.isFull() && bases.contains(id.sequence())).forEach(kept::add);
  }

  private static List<SnapshotId> order(List<SnapshotId> newestFirst, Set<SnapshotId> kept) {
    List<SnapshotId> going = new ArrayList<>();
    for (SnapshotId.Kind kind : List.of(SnapshotId.Kind.INCREMENTAL, SnapshotId.Kind.FULL)) {
      newestFirst.reversed().stream()
          .filter(id -> id.kind() == kind && !kept.contains(id))
          .forEach(going::add);
    }
    return going;
  }
}
