package dev.roocode.config;

import dev.roocode.base.Setting;

/**
 * Settings of the endpoint on loopback.
 *
 * @param maxConnections programs of the user that may ask the server at a time
 */
public record ConnectionSettings(
    @Setting(
            value =
                "Programs of the user, such as the command line, that may ask a running server at a time; one more is told so.",
            min = 1,
            max = 100)
        int maxConnections) {
  /** Each may have a whole answer waiting that it does not read: 18 MB. */
  public static final ConnectionSettings DEFAULTS = new ConnectionSettings(16);
}
