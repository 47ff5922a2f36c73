package dev.roocode.app;

import dev.roocode.base.RotatedFile;
import dev.roocode.config.LogSettings.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Standard error of a server: everything goes to the editor's output as it is, and the lines of the
 * logger, from the level in force on, also to {@code logs/server.log}. In the file an exception has
 * no message, which may hold anything; where data are sealed, a line has no text but the number of
 * an incident and the kind of a fault. Thread-safe.
 */
final class ServerLog extends OutputStream {
  static final String FILE = "server.log";
  static final long FILE_BYTES = 1 << 20;
  static final int FILES = 4;
  static final int LINE_MAX = 2_000;

  /** As slf4j-simple writes: time, thread, level, logger, text. */
  private static final Pattern LINE =
      Pattern.compile("(\\S+ \\[[^]]*] (ERROR|WARN|INFO|DEBUG|TRACE) \\S+) - (.*)");

  private static final Pattern THROWN =
      Pattern.compile(
          "(\\s*(?:Caused by: |Suppressed: )?[\\w.$]+(?:Exception|Error|Fault\\$\\w+)):.*");

  private static final Pattern INCIDENT = Pattern.compile("incident [0-9a-f]{8}( \\w+)?");

  private final OutputStream err;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable RotatedFile file;
  private boolean sealed;
  private Level level;
  private boolean passing;
  private boolean broken;

  /**
   * @param err where everything goes
   * @param level until somebody says another
   */
  ServerLog(OutputStream err, Level level) {
    this.err = err;
    this.level = level;
  }

  /** Takes the place of standard error. */
  static ServerLog install(PrintStream err, Level level) {
    ServerLog log = new ServerLog(err, level);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    return log;
  }

  /**
   * From now on there is a file.
   *
   * @param secret whether no word of the workspace may be in it
   */
  synchronized void keep(Path logs, boolean secret) {
    file = new RotatedFile(logs.resolve(FILE), FILE_BYTES, FILES);
    sealed = secret;
    broken = false;
  }

  synchronized void level(Level wanted) {
    level = wanted;
  }

  @Override
  public synchronized void write(int one) throws IOException {
    line.write(one);
    if (one == '\n') {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      take(text);
    } else if (line.size() > 64 << 10) { // no line of ours
      err.write(line.toByteArray());
      line.reset();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    for (int at = offset; at < offset + length; at++) {
      write(bytes[at]);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    err.flush();
  }

  private void take(String text) throws IOException {
    String plain = text.stripTrailing();
    Matcher own = LINE.matcher(plain);
    boolean trace = passing && (plain.startsWith("\t") || THROWN.matcher(plain).matches());
    if (own.matches()) {
      passing = isWanted(own.group(2));
      if (!passing) {
        return;
      }
      keep(own.group(1) + " - " + (sealed ? bare(own.group(3)) : own.group(3)));
    } else if (trace) {
      Matcher thrown = THROWN.matcher(plain);
      keep(thrown.matches() ? thrown.group(1) : plain);
    } else {
      boolean follows = plain.matches("[\\w.$]+(Exception|Error)") && passing;
      if (follows) {
        keep(plain);
      }
    }
    err.write(text.getBytes(StandardCharsets.UTF_8));
    err.flush();
  }

  private boolean isWanted(String word) {
    return switch (word) {
      case "ERROR" -> true;
      case "WARN" -> level != Level.ERROR;
      case "INFO" -> level == Level.INFO || level == Level.DEBUG;
      default -> level == Level.DEBUG;
    };
  }

  private static String bare(String text) {
    Matcher incident = INCIDENT.matcher(text);
    return incident.lookingAt() ? incident.group() : "(data are sealed)";
  }

  private void keep(String text) throws IOException {
    if (file == null) {
      return;
    }
    String cut = text.length() > LINE_MAX ? text.substring(0, LINE_MAX) + "…" : text;
    try {
      file.append(Terminal.harmless(cut) + "\n");
      broken = false;
    } catch (IOException e) {
      if (!broken) {
        broken = true;
        String note =
            "the log " + file.file() + " cannot be written; the server goes on without it\n";
        err.write(note.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
