package dev.roocode.answer;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Symbol;
import java.util.List;

/** What the index knows of a file beyond the places found. Thread-safe. */
public interface Indexed {
  /** All of its chunks, in the order of the file; empty for a file that is gone. */
  List<Chunk> chunks(FilePath path);

  /** Its definitions, in the order of the file. */
  List<Symbol> outline(FilePath path);
}
