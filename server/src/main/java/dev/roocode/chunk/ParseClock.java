package dev.roocode.chunk;

/**
 * The processor time that one parse may take. The parser asks after every hundred of its steps, and
 * the thread's clock costs more than those: so only every {@value #ASKED}th question looks at it,
 * which is about once a millisecond. Of the thread that parses.
 */
final class ParseClock {
  private static final int ASKED = 32;

  private final long end;
  private int questions;

  /**
   * @param millis of the processor, from now on
   */
  ParseClock(long millis) {
    end = ParserThreads.cpuMillis() + millis;
  }

  boolean isOver() {
    return ++questions % ASKED == 0 && ParserThreads.cpuMillis() >= end;
  }
}
