package dev.roocode.backup;

import dev.roocode.domain.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;

/** Which snapshot somebody means. */
public sealed interface Choice {
  /** By its identifier. */
  record ById(String id) implements Choice {}

  /**
   * The newest of a day, or of a minute, or the newest before.
   *
   * @param date {@code YYYY-MM-DD} or {@code YYYY-MM-DDTHH:MM}, in the zone of this machine
   */
  record ByDate(String date) implements Choice {}

  /**
   * @throws Fault.NotFound when there is none
   * @throws Fault.Invalid when what was said is no date
   */
  default SnapshotId among(Collection<SnapshotId> present, ZoneId zone) {
    return switch (this) {
      case ById(String id) -> byId(present, id);
      case ByDate(String date) -> byDate(present, date, zone);
    };
  }

  private static SnapshotId byId(Collection<SnapshotId> present, String id) {
    return present.stream()
        .filter(found -> found.toString().equals(id))
        .findFirst()
        .orElseThrow(() -> none("there is no snapshot " + shown(id)));
  }

  private static SnapshotId byDate(Collection<SnapshotId> present, String date, ZoneId zone) {
    Instant end = end(date, zone);
    return present.stream()
        .filter(found -> found.time().isBefore(end))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> none("there is no snapshot of " + date + " or before"));
  }

  /** The first moment after it. A night with a changed clock has its right length. */
  private static Instant end(String date, ZoneId zone) {
    try {
      return date.contains("T")
          ? LocalDateTime.parse(date)
              .atZone(zone)
              .withLaterOffsetAtOverlap()
              .toInstant()
              .plusSeconds(60)
          : LocalDate.parse(date).plusDays(1).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new Fault.Invalid(
              "date", "\"" + shown(date) + "\" is none", "use YYYY-MM-DD or YYYY-MM-DDTHH:MM")
          .causedBy(e);
    }
  }

  private static Fault none(String message) {
    return new Fault.NotFound("backups", message, "list the backups");
  }

  private static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
