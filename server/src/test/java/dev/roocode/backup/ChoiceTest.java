package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roocode.domain.Fault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which snapshot a date means, also in the nights when clocks are changed. */
class ChoiceTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static long chosen(String date, ZoneId zone, String... times) {
    List<SnapshotId> present = new ArrayList<>();
    for (String time : times) {
      present.add(SnapshotId.full(present.size() + 1L, Instant.parse(time)));
    }
    return new Choice.ByDate(date).among(present, zone).sequence();
  }

  @Test
  void theNewestOfTheDayOrBefore() {
    String[] times = {"2026-11-22T10:00:00Z", "2026-11-24T10:00:00Z", "2026-11-24T20:00:00Z"};
    assertEquals(3, chosen("2026-11-24", BERLIN, times));
    assertEquals(3, chosen("2026-12-31", BERLIN, times));
    assertEquals(1, chosen("2026-11-23", BERLIN, times));
    assertEquals(2, chosen("2026-11-24T11:00", BERLIN, times), "one hour east of Greenwich");
    assertEquals(1, chosen("2026-11-24T10:59", BERLIN, times));
    assertThrows(Fault.NotFound.class, () -> chosen("2026-11-21", BERLIN, times));
  }

  @Test
  void aDayEndsAtMidnightWhereTheUserIs() {
    assertEquals(1, chosen("2026-11-24", BERLIN, "2026-11-24T22:59:59Z", "2026-11-24T23:00:00Z"));
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    assertEquals(1, chosen("2026-11-24", tokyo, "2026-11-24T14:59:59Z", "2026-11-24T15:00:00Z"));
  }

  @Test
  void nightsOfChangedClocks() {
    // 02:30 does not exist on 29 March: it means 03:30 summer time
    assertEquals(
        1, chosen("2026-03-29T02:30", BERLIN, "2026-03-29T01:30:59Z", "2026-03-29T01:31:00Z"));
    // 02:30 exists twice on 25 October: the later one is meant
    assertEquals(
        2, chosen("2026-10-25T02:30", BERLIN, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"));
    // the days have 23 and 25 hours
    assertEquals(1, chosen("2026-03-29", BERLIN, "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"));
    assertEquals(1, chosen("2026-10-25", BERLIN, "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"));
    // midnight itself does not exist on 7 September in Chile
    ZoneId santiago = ZoneId.of("America/Santiago");
    assertEquals(1, chosen("2025-09-06", santiago, "2025-09-07T03:59:59Z", "2025-09-07T04:00:00Z"));
  }

  @Test
  void theSequenceDecidesNotTheClock() {
    // the clock went back: what was made later counts as later
    assertEquals(2, chosen("2026-11-24", BERLIN, "2026-11-24T20:00:00Z", "2026-11-24T08:00:00Z"));
    // one made while the clock was a year ahead is not of this day
    assertEquals(1, chosen("2026-11-24", BERLIN, "2026-11-24T08:00:00Z", "2027-11-24T08:00:00Z"));
  }
}
