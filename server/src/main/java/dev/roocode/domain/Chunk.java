package dev.roocode.domain;

import java.util.List;

/**
 * A piece of a file that is searched and shown as one.
 *
 * @param lines where it stands
 * @param kind what it mostly holds
 * @param symbol the qualified name of the definition it belongs to, outermost first, joined by
 *     {@code .}; {@code ""} where there is none
 * @param symbols the simple names of the enclosing and the defined symbols, outermost first,
 *     without repetition
 * @param text the lines, joined by {@code \n}, without a final one
 */
public record Chunk(
    LineRange lines, ChunkKind kind, String symbol, List<String> symbols, String text) {
  public Chunk {
    symbols = List.copyOf(symbols);
  }

  /**
   * The identity of what is embedded. The path is left out, so that a renamed file keeps its
   * vectors (docs/decisions/0003).
   */
  public ContentHash hash() {
    return ContentHash.of(String.join(" ", symbols) + "\n" + text);
  }

  /** What the embedder reads: path and symbols as a header, then the text. */
  public String embeddedText(FilePath path) {
    return path.relative() + " " + String.join(" ", symbols) + "\n" + text;
  }
}
