package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.base.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final List<String> passed = new ArrayList<>();
  private final List<Long> delays = new ArrayList<>();
  private final List<Runnable> timers = new ArrayList<>();
  private long nowMillis = 5;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public Instant now() {
          return Instant.ofEpochMilli(nowMillis);
        }

        @Override
        public long nanos() {
          return nowMillis * 1_000_000;
        }
      };

  private final Throttle<String> throttle =
      new Throttle<>(
          250,
          ticker,
          (millis, task) -> {
            delays.add(millis);
            timers.add(task);
          },
          passed::add);

  @Test
  void theFirstPassesAtOnce() {
    throttle.offer("a");
    assertEquals(List.of("a"), passed);
    assertEquals(List.of(), timers);
  }

  @Test
  void oneTimerCarriesTheLastOfMany() {
    throttle.offer("a");
    nowMillis += 100;
    throttle.offer("b");
    nowMillis += 100;
    throttle.offer("c");
    assertEquals(List.of("a"), passed);
    assertEquals(List.of(150L), delays);
    nowMillis += 50;
    timers.getFirst().run();
    assertEquals(List.of("a", "c"), passed);
  }

  @Test
  void theIntervalCountsFromWhatPassedLast() {
    throttle.offer("a");
    throttle.offer("b");
    nowMillis += 250;
    timers.getFirst().run();
    throttle.offer("c");
    assertEquals(List.of("a", "b"), passed);
    assertEquals(List.of(250L, 250L), delays);
    nowMillis += 251;
    timers.getLast().run();
    nowMillis += 251;
    throttle.offer("d");
    assertEquals(List.of("a", "b", "c", "d"), passed);
  }

  @Test
  void aThousandOffersInASecondPassFourTimesAndTheLast() {
    for (int offer = 0; offer < 1000; offer++) {
      throttle.offer("v" + offer);
      nowMillis++;
      if (timers.size() > passed.size() - 1 && nowMillis % 250 == 5) {
        timers.getLast().run();
      }
    }
    timers.getLast().run();
    assertEquals(true, passed.size() <= 6, passed::toString);
    assertEquals("v999", passed.getLast());
  }
}
