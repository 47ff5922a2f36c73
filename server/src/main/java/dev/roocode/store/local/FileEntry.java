package dev.roocode.store.local;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;

/**
 * What memory knows of a file.
 *
 * @param id of its row
 * @param ordinal a small number for arrays, used again after the file is gone
 * @param firstChunk its chunks are numbered from here without gaps
 * @param contents of its chunks, in order
 * @param redacted secrets that were taken out of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FileEntry(
    long id,
    int ordinal,
    FilePath path,
    Language language,
    long firstChunk,
    int[] contents,
    int redacted) {
  /** The content of a chunk of this file; −1 for another chunk. */
  int content(long chunk) {
    long at = chunk - firstChunk;
    return at < 0 || at >= contents.length ? -1 : contents[(int) at];
  }
}
