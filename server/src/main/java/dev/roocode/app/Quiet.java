package dev.roocode.app;

import dev.roocode.config.LogSettings.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.logging.Logger;

/** Keeps libraries from chatting and from calling home; must run before they load. */
final class Quiet {
  /** Held, since java.util.logging forgets the level of a logger nobody refers to. */
  private static final Logger VECTOR_LIBRARY = Logger.getLogger("io.github.jbellis.jvector");

  private Quiet() {}

  /** What the environment asks for. */
  static Level level() {
    if (Boolean.parseBoolean(System.getenv("DEBUG"))) {
      return Level.DEBUG;
    }
    String word = System.getenv().getOrDefault("LOG_LEVEL", "warn").toUpperCase(Locale.ROOT);
    return Arrays.stream(Level.values())
        .filter(level -> level.name().equals(word))
        .findFirst()
        .orElse(Level.WARN);
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** A server may be asked for more later: our own lines are all made, and thinned out then. */
  static void server() {
    System.setProperty("org.slf4j.simpleLogger.log.dev.roocode", word(Level.DEBUG));
  }

  static void libraries() {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", word(level()));
    VECTOR_LIBRARY.setLevel(java.util.logging.Level.WARNING);
  }
}
