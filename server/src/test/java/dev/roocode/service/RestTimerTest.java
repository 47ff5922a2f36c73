package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.index.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTimerTest {
  private final ManualSchedule schedule = new ManualSchedule();
  private final ManualTicker ticker = new ManualTicker();
  private int calls;
  private final RestTimer timer = new RestTimer(schedule, ticker, 1_000, () -> calls++);

  private void pass(long millis) {
    ticker.advance(Duration.ofMillis(millis));
    schedule.advance(millis);
  }

  @Test
  void callsOnceAfterTheLastMove() {
    for (int move = 0; move < 10; move++) {
      timer.moved();
      pass(900);
    }
    assertEquals(0, calls);
    pass(100);
    assertEquals(1, calls);
    pass(10_000);
    assertEquals(1, calls);
  }

  @Test
  void waitsForTheNextMoveWithoutPolling() {
    assertEquals(0, schedule.planned());
    timer.moved();
    pass(1_000);
    assertEquals(0, schedule.planned());
    timer.moved();
    pass(1_000);
    assertEquals(2, calls);
  }
}
