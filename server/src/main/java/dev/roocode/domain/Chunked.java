package dev.roocode.domain;

import java.util.List;

/**
 * A file cut into chunks. Every non-blank line of the file is in at least one chunk.
 *
 * @param chunks in the order of the file
 * @param symbols in the order of the file
 * @param problems what could not be done as intended, such as a syntax tree given up
 */
public record Chunked(List<Chunk> chunks, List<Symbol> symbols, List<Problem> problems) {
  public Chunked {
    chunks = List.copyOf(chunks);
    symbols = List.copyOf(symbols);
    problems = List.copyOf(problems);
  }
}
