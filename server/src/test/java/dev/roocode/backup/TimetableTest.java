package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.backup.SnapshotId.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is due when, whatever the clock does. */
class TimetableTest {
  private static final Instant START = Instant.parse("2026-03-28T12:00:00Z");
  private static final Timetable TIMETABLE = new Timetable(BackupSettings.DEFAULTS);

  private final List<SnapshotId> present = new ArrayList<>();
  private Instant now = START;

  /** Lets time pass and makes what is due. */
  private Optional<Kind> after(Duration time) {
    now = now.plus(time);
    Optional<Kind> due = TIMETABLE.due(present, now);
    due.ifPresent(kind -> {
      long sequence = present.size() + 1L;
      SnapshotId base =
          present.stream().filter(SnapshotId::isFull).reduce((a, b) -> b).orElse(null);
      present.add(
          kind == Kind.FULL || base == null
              ? SnapshotId.full(sequence, now)
              : SnapshotId.increment(sequence, base, now));
    });
    return due;
  }

  @Test
  void theFirstIsFullThenSixHoursThenADay() {
    assertEquals(Optional.of(Kind.FULL), after(Duration.ZERO));
    assertEquals(Optional.empty(), after(Duration.ofHours(5).plusMinutes(59)));
    assertEquals(Optional.of(Kind.INCREMENTAL), after(Duration.ofMinutes(1)));
    assertEquals(Optional.of(Kind.INCREMENTAL), after(Duration.ofHours(6)));
    assertEquals(Optional.of(Kind.INCREMENTAL), after(Duration.ofHours(6)));
    assertEquals(Optional.of(Kind.FULL), after(Duration.ofHours(6)));
    assertEquals(Optional.empty(), after(Duration.ofHours(1)));
  }

  @Test
  void whatWasSleptThroughIsDueOnce() {
    after(Duration.ZERO);
    assertEquals(Optional.of(Kind.FULL), after(Duration.ofDays(9)));
    assertEquals(Optional.empty(), after(Duration.ofMinutes(1)));
    assertEquals(Optional.of(Kind.INCREMENTAL), after(Duration.ofHours(11)));
    assertEquals(Optional.empty(), after(Duration.ofMinutes(1)));
  }

  @Test
  void aDayIsTwentyFourHoursAlsoWhenClocksAreChanged() {
    after(Duration.ZERO); // a day before the night that lasts an hour less in Europe
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.of(Kind.INCREMENTAL), after(Duration.ofHours(6)));
    }
    assertEquals(Optional.empty(), after(Duration.ofHours(5)));
    assertEquals(Optional.of(Kind.FULL), after(Duration.ofHours(1)));
  }

  @Test
  void aClockThatGoesBackMakesTheNextOneDueOnce() {
    after(Duration.ZERO);
    assertEquals(Optional.of(Kind.FULL), after(Duration.ofDays(-400)));
    assertEquals(Optional.empty(), after(Duration.ofMinutes(1)));
    assertEquals(Optional.of(Kind.FULL), after(Duration.ofDays(400)));
    assertEquals(Optional.empty(), after(Duration.ofMinutes(1)));
  }

  @Test
  void aClockThatIsPutRightChangesNothing() {
    after(Duration.ZERO);
    assertEquals(Optional.empty(), after(Duration.ofMinutes(-4)));
    assertEquals(Optional.empty(), after(Duration.ofMinutes(8)));
  }

  /** Twenty histories of jumps: whatever happened, in the next two days there is a backup. */
  @Test
  void afterAnyJumpsThereIsABackupInTheNextHours() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int history = 0; history < 20; history++) {
      present.clear();
      now = START;
      for (int jump = 0; jump < 30; jump++) {
        after(Duration.ofMinutes(random.nextInt(1_000_000) - 400_000));
        int before = present.size();
        for (int hour = 0; hour < 7; hour++) {
          after(Duration.ofHours(1));
        }
        assertTrue(present.size() > before, "seed " + seed + " history " + history);
        assertTrue(present.size() <= before + 2, "seed " + seed + " history " + history);
      }
      for (int i = 0; i < present.size(); i++) {
        assertEquals(i + 1, present.get(i).sequence());
      }
    }
  }
}
