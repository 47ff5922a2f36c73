package dev.roocode.app;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: answers to {@code out}, everything about the work to {@code err}. Colour
 * and a moving progress bar only where a person looks.
 */
final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final InputStream in;
  private final boolean person;
  private final boolean colour;
  private @Nullable ServerLog log;

  @SuppressWarnings("SystemConsoleNull") // declared nullable, and null before JDK 22
  Terminal(PrintStream out, PrintStream err, InputStream in) {
    this.out = out;
    this.err = err;
    this.in = in;
    Console console = System.console();
    this.person = console != null && console.isTerminal() && System.getenv("CI") == null;
    this.colour = person && System.getenv("NO_COLOR") == null;
  }

  /** The same of a server that keeps a log. */
  Terminal with(ServerLog serverLog) {
    Terminal other = new Terminal(out, err, in);
    other.log = serverLog;
    return other;
  }

  /** Of a server. */
  Optional<ServerLog> log() {
    return Optional.ofNullable(log);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  InputStream in() {
    return in;
  }

  /** Whether a person looks at a terminal that can redraw a line. */
  boolean isPerson() {
    return person;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String path(String text) {
    return paint("36", text);
  }

  String warning(String text) {
    return paint("33", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }

  PrintWriter writer() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  PrintWriter errorWriter() {
    return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }

  /**
   * Text from files, made harmless for a terminal: control characters other than tab and line feed
   * are shown as a replacement character.
   */
  static String harmless(String text) {
    return text.codePoints()
        .map(c -> (Character.isISOControl(c) && c != '\n' && c != '\t') ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
