package dev.roocode.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  @Test
  void retryAfterIsSecondsOrADateAndBounded() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    assertEquals(OptionalLong.of(0), RetryAfter.millis("0", now));
    assertEquals(OptionalLong.of(3_600_000), RetryAfter.millis("86400", now));
    assertEquals(OptionalLong.of(30_000), RetryAfter.millis("Thu, 1 Jan 2026 00:00:30 GMT", now));
    assertEquals(OptionalLong.of(0), RetryAfter.millis("Wed, 31 Dec 2025 00:00:30 GMT", now));
    for (String nonsense : List.of("", "soon", "-1", "99999999999999999999", "1.5")) {
      assertEquals(OptionalLong.empty(), RetryAfter.millis(nonsense, now), nonsense);
    }
  }
}
