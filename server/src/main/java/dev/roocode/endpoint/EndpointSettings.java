package dev.roocode.endpoint;

/**
 * The bounds of an endpoint.
 *
 * @param greetingMillis how long the first message may take
 * @param greetingBytes its body
 * @param strangers connections at a time that have not shown the token; one more ends the oldest
 * @param guests connections at a time that have shown it; one more is told that it is busy
 * @param idleMillis a connection without a request for so long, and at most twice as long, is ended
 * @param unreadBytes what may wait for a guest that does not read
 */
public record EndpointSettings(
    long greetingMillis,
    int greetingBytes,
    int strangers,
    int guests,
    long idleMillis,
    int unreadBytes) {
  /** Room for one message of the largest size and some progress. */
  public static final EndpointSettings DEFAULTS =
      new EndpointSettings(5_000, 1 << 10, 8, 16, 300_000, 18 << 20);

  /** These with room for so many guests. */
  public EndpointSettings withGuests(int most) {
    return new EndpointSettings(
        greetingMillis, greetingBytes, strangers, most, idleMillis, unreadBytes);
  }
}
