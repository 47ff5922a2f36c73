package dev.roocode.app;

import dev.roocode.base.Ticker;
import dev.roocode.service.Progress;
import java.util.Locale;

/**
 * Shows progress on standard error: a line that redraws itself for a person, a line every few
 * seconds for a log.
 */
final class ProgressBar implements Progress, AutoCloseable {
  private static final int WIDTH = 30;
  private static final long REDRAW_MILLIS = 80;
  private static final long LOG_MILLIS = 5_000;

  private final Terminal terminal;
  private final Ticker ticker;
  private long lastNanos;
  private boolean drawn;
  private Stage lastStage = Stage.SCANNING;

  ProgressBar(Terminal terminal, Ticker ticker) {
    this.terminal = terminal;
    this.ticker = ticker;
    this.lastNanos = ticker.nanos();
  }

  @Override
  public synchronized void report(Stage stage, int done, int total) {
    long interval = terminal.isPerson() ? REDRAW_MILLIS : LOG_MILLIS;
    boolean due = ticker.millisSince(lastNanos) >= interval;
    boolean turn = stage != lastStage || (total > 0 && done == total);
    if (!due && !(turn && terminal.isPerson())) {
      return;
    }
    lastNanos = ticker.nanos();
    lastStage = stage;
    draw(line(stage, done, total));
  }

  private static String line(Stage stage, int done, int total) {
    String what =
        switch (stage) {
          case SCANNING -> "Looking for files";
          case CHUNKING -> "Reading files";
          case EMBEDDING -> "Computing vectors";
        };
    if (total == 0) {
      return String.format(Locale.ROOT, "%-18s %,d", what, done);
    }
    int filled = (int) ((long) WIDTH * done / total);
    return String.format(
        Locale.ROOT,
        "%-18s [%s%s] %3d %%  %,d of %,d",
        what,
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        100L * done / total,
        done,
        total);
  }

  private void draw(String line) {
    if (terminal.isPerson()) {
      terminal.err().print("\r\u001B[K" + line);
      terminal.err().flush();
      drawn = true;
    } else {
      terminal.err().println(line);
    }
  }

  /** Leaves the line free for what comes next. */
  @Override
  public synchronized void close() {
    if (drawn) {
      terminal.err().print("\r\u001B[K");
      terminal.err().flush();
    }
  }
}
