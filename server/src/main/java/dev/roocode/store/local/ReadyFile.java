package dev.roocode.store.local;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.store.FileUpdate;
import dev.roocode.text.TermCounts;
import java.util.List;

/**
 * A replaced file with all that can be computed before its transaction. Immutable.
 *
 * @param chunks in the order of the update's
 */
record ReadyFile(FileUpdate.Replace update, List<ReadyChunk> chunks) implements FileUpdate.Ready {
  /**
   * @param text in its stored form
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record ReadyChunk(Chunk chunk, ContentHash hash, TermCounts terms, byte[] text) {}

  static ReadyFile of(FileUpdate.Replace update) {
    try (TextCodec codec = new TextCodec()) {
      return new ReadyFile(
          update,
          update.content().chunks().stream()
              .map(chunk ->
                  new ReadyChunk(
                      chunk,
                      chunk.hash(),
                      TermCounts.of(update.path(), chunk),
                      codec.pack(chunk.text())))
              .toList());
    }
  }

  @Override
  public FilePath path() {
    return update.path();
  }
}
