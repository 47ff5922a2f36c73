package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which snapshots go, and which never. */
class RetentionTest {
  private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

  private final List<SnapshotId> present = new ArrayList<>();
  private long sequence;

  private SnapshotId full(Instant time) {
    SnapshotId id = SnapshotId.full(++sequence, time);
    present.add(id);
    return id;
  }

  private SnapshotId increment(Instant time) {
    SnapshotId base = present.stream().filter(SnapshotId::isFull).reduce((a, b) -> b).orElseThrow();
    SnapshotId id = SnapshotId.increment(++sequence, base, time);
    present.add(id);
    return id;
  }

  private List<SnapshotId> clear(BackupSettings settings, long bytes) {
    List<SnapshotId> going = new Retention(settings).superfluous(present, id -> bytes);
    present.removeAll(going);
    return going;
  }

  private List<SnapshotId> fulls() {
    return present.stream().filter(SnapshotId::isFull).toList();
  }

  @Test
  void aQuarterOfAYear() {
    for (int day = 0; day < 90; day++) {
      Instant morning = START.plus(Duration.ofDays(day));
      full(morning);
      clear(BackupSettings.DEFAULTS, 1);
      for (int hours = 6; hours < 24; hours += 6) {
        increment(morning.plus(Duration.ofHours(hours)));
        clear(BackupSettings.DEFAULTS, 1);
      }
    }
    // a week of days, which lie in two weeks, and two weeks more
    assertEquals(7 + 2, fulls().size());
    Instant now = START.plus(Duration.ofDays(90));
    assertTrue(
        present.stream()
            .filter(id -> !id.isFull())
            .allMatch(id -> Duration.between(id.time(), now).toDays() <= 3));
    long recent =
        present.stream()
            .filter(id -> !id.isFull())
            .filter(id -> Duration.between(id.time(), now).toHours() <= 48)
            .count();
    assertEquals(6, recent, "all of two days");
    assertTrue(Duration.between(fulls().getFirst().time(), now).toDays() >= 21);
  }

  @Test
  void ofSeveralADayTheNewestStays() {
    for (int hour = 0; hour < 5; hour++) {
      full(START.plus(Duration.ofHours(hour)));
    }
    clear(BackupSettings.DEFAULTS, 1);
    assertEquals(List.of(4L, 5L), present.stream().map(SnapshotId::sequence).toList());
  }

  @Test
  void aFullOneStaysWhileAnIncrementNeedsIt() {
    SnapshotId old = full(START);
    increment(START.plus(Duration.ofDays(20)));
    for (int day = 21; day < 60; day++) {
      full(START.plus(Duration.ofDays(day)));
    }
    clear(BackupSettings.DEFAULTS, 1);
    assertTrue(present.contains(old), "increments go by the days that have one");
    increment(START.plus(Duration.ofDays(61)));
    increment(START.plus(Duration.ofDays(62)));
    increment(START.plus(Duration.ofDays(63)));
    List<SnapshotId> going = clear(BackupSettings.DEFAULTS, 1);
    assertTrue(going.contains(old));
    assertFalse(going.getFirst().isFull(), "its increment goes first");
  }

  @Test
  void theCapTakesTheOldestButLeavesTwo() {
    BackupSettings capped = new BackupSettings(true, "", 24, 6, 7, 4, 2, 10);
    for (int day = 0; day < 7; day++) {
      full(START.plus(Duration.ofDays(day)));
    }
    increment(START.plus(Duration.ofDays(7)));
    clear(capped, 3 << 20);
    assertEquals(3, present.size(), "nine of ten megabytes");
    assertFalse(present.getLast().isFull());
    clear(capped, 100 << 20);
    assertEquals(2, fulls().size());
  }

  @Test
  void aClockThatJumpedMakesNothingOld() {
    SnapshotId before = full(START);
    SnapshotId increment = increment(START.plus(Duration.ofHours(6)));
    full(START.plus(Duration.ofDays(3_650)));
    clear(BackupSettings.DEFAULTS, 1);
    assertTrue(present.containsAll(List.of(before, increment)));
    full(START.plus(Duration.ofDays(1)));
    clear(BackupSettings.DEFAULTS, 1);
    assertEquals(4, present.size());
  }

  /** Whatever there is: two full ones stay, the newest stays, no increment without its base. */
  @Test
  void anyHistory() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int history = 0; history < 200; history++) {
      present.clear();
      Instant time = START;
      BackupSettings settings =
          new BackupSettings(
              true,
              "",
              24,
              6,
              1 + random.nextInt(8),
              random.nextInt(5),
              1 + random.nextInt(3),
              1 + random.nextInt(40));
      for (int step = 0; step < 60; step++) {
        time = time.plus(Duration.ofMinutes(random.nextInt(3_000) - 600));
        SnapshotId made =
            present.isEmpty() || random.nextInt(3) == 0 ? full(time) : increment(time);
        int before = fulls().size();
        clear(settings, 1 << 20);
        String where = "seed " + seed + " history " + history + " step " + step;
        assertTrue(fulls().size() >= Math.min(before, Retention.FULLS_MIN), where);
        assertTrue(present.contains(made) || !made.isFull(), where);
        for (SnapshotId id : present) {
          assertTrue(
              id.isFull()
                  || present.stream().anyMatch(o -> o.isFull() && o.sequence() == id.base()),
              where);
        }
      }
    }
  }
}
