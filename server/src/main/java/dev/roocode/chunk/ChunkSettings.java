package dev.roocode.chunk;

import dev.roocode.base.Setting;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;

/**
 * How files are cut.
 *
 * @param maxLines the most lines of a chunk
 * @param maxChars the most characters of a chunk of more than one line; a line is never cut
 * @param parseMillis processor time after which a syntax tree is given up and the file is cut by
 *     its indentation; an ordinary file of the largest size takes a fifth of the default
 */
public record ChunkSettings(
    @Setting(
            value = "The most lines of a piece that is found and shown as one.",
            min = 1,
            max = 1000)
        int maxLines,
    @Setting(value = "The most characters of such a piece.", min = 1, max = 100000) int maxChars,
    int parseMillis) {
  public static final ChunkSettings DEFAULTS =
      new ChunkSettings(Limits.CHUNK_LINES, Limits.CHUNK_CHARS, 2_000);

  public ChunkSettings {
    check("maxLines", maxLines, 1, 1_000);
    check("maxChars", maxChars, 1, 100_000);
    check("parseMillis", parseMillis, 0, 60_000);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Fault.Invalid(
          "chunk." + name, "is " + value, "use a number from " + least + " to " + most);
    }
  }
}
