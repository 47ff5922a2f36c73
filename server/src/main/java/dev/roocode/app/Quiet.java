package dev.roocode.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps libraries from chatting and from calling home; must run before they load. */
final class Quiet {
  /** Held, since java.util.logging forgets the level of a logger nobody refers to. */
  private static final Logger VECTOR_LIBRARY = Logger.getLogger("io.github.jbellis.jvector");

  private Quiet() {}

  static void libraries() {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    String level = System.getenv().getOrDefault("LOG_LEVEL", "warn");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
    VECTOR_LIBRARY.setLevel(Level.WARNING);
  }
}
