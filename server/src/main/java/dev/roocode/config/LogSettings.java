package dev.roocode.config;

import dev.roocode.base.Setting;

/**
 * Settings of the server's log.
 *
 * @param logLevel what is written
 * @param debug everything is, whatever the level says
 */
public record LogSettings(
    @Setting("What is written to logs/server.log and to the editor's output.") Level logLevel,
    @Setting("Whether everything is written, whatever logLevel says.") boolean debug) {
  /** From little to much. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  public static final LogSettings DEFAULTS = new LogSettings(Level.WARN, false);

  /** The level in force. */
  public Level level() {
    return debug ? Level.DEBUG : logLevel;
  }
}
