package dev.roocode.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/** When a server wants to be asked again (RFC 9110, 10.2.3). */
public final class RetryAfter {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private RetryAfter() {}

  /** Milliseconds from now, at most an hour; empty where it does not say. */
  public static OptionalLong millis(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("Retry-After")
        .map(text -> millis(text, now))
        .orElse(OptionalLong.empty());
  }

  /** Seconds or a date; empty for anything else. */
  static OptionalLong millis(String retryAfter, Instant now) {
    try {
      Duration wait =
          retryAfter.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(
                  now, ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
      Duration positive = wait.isNegative() ? Duration.ZERO : wait;
      return OptionalLong.of(
          (positive.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : positive).toMillis());
    } catch (DateTimeException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
