package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twenty clocks, through real backups: whatever the clock says, snapshots are ordered by their
 * sequence, two full ones stay, an increment builds on the newest full one, all can be restored.
 */
class ClockTest {
  @TempDir Path root;

  /** What the clock does before each of five backups, as ISO 8601 durations. */
  @ParameterizedTest
  @CsvSource({
    "stands still,              PT0S PT0S PT0S PT0S PT0S",
    "a second each,             PT1S PT1S PT1S PT1S PT1S",
    "six hours each,            PT6H PT6H PT6H PT6H PT6H",
    "the night of 23 hours,     PT23H PT23H PT23H PT23H PT23H",
    "the night of 25 hours,     PT25H PT25H PT25H PT25H PT25H",
    "an hour back at night,     PT1H PT-1H PT1H PT-1H PT1H",
    "an hour ahead at night,    PT2H PT2H PT2H PT2H PT2H",
    "put right by a second,     PT1H PT-1S PT1H PT-1S PT1H",
    "put right by minutes,      PT1H PT-4M PT1H PT-6M PT1H",
    "back by a day,             PT1H PT-24H PT1H PT1H PT1H",
    "back by a week,            PT1H PT-168H PT1H PT1H PT1H",
    "back by a year,            PT1H PT-8760H PT1H PT1H PT1H",
    "back to 1970,              PT1H PT-490000H PT1H PT1H PT1H",
    "ahead by a day,            PT24H PT1H PT1H PT1H PT1H",
    "ahead by a year,           PT8760H PT1H PT1H PT1H PT1H",
    "ahead by a year and back,  PT8760H PT-8760H PT1H PT1H PT1H",
    "ahead by a hundred years,  PT876000H PT1H PT1H PT1H PT1H",
    "back and forth,            PT100H PT-200H PT300H PT-400H PT500H",
    "asleep for a month,        PT720H PT1H PT720H PT1H PT720H",
    "over the end of a year,    PT900H PT1H PT1H PT1H PT1H"
  })
  void whateverTheClockSays(String name, String steps) throws IOException {
    BackupSettings few = new BackupSettings(true, "", 24, 6, 2, 1, 1, 100);
    try (Kept kept = Kept.in(root, few).index(2, "a")) {
      int round = 0;
      for (String step : steps.strip().split(" ", -1)) {
        kept.now = kept.now.plus(Duration.parse(step));
        kept.change(0, "round" + round);
        SnapshotId.Kind kind = round % 2 == 0 ? SnapshotId.Kind.FULL : SnapshotId.Kind.INCREMENTAL;
        Snapshot made = kept.backups.create(kind, kept.store, Cancellation.NEVER);
        round++;
        assertEquals(round, made.id().sequence(), name);
        assertEquals(kind, made.id().kind(), name);
        assertTrue(made.verified(), name);
        Instant soon = kept.now.plus(Duration.ofMinutes(1));
        assertTrue(
            new Timetable(few).due(List.of(made.id()), soon).isEmpty() || !made.id().isFull());
      }
      List<Snapshot> left = kept.backups.list();
      assertEquals(round, left.getLast().id().sequence(), name + ": the newest stays");
      assertTrue(left.stream().filter(snapshot -> snapshot.id().isFull()).count() >= 2, name);
      for (Snapshot snapshot : left) {
        Backups.Prepared prepared = kept.prepare(snapshot.id());
        assertEquals(2, prepared.facts().files(), name);
        kept.backups.discard(prepared);
      }
    }
  }
}
