package dev.roocode.domain;

/**
 * What tells whether a file changed: its size and modification time, and when those differ its
 * content.
 *
 * @param sizeBytes the size on disk
 * @param modifiedNanos modification time in nanoseconds since the epoch; {@link #UNSAVED} for text
 *     that so far only an editor holds, so that the next scan looks at the file again
 * @param hash of the bytes as they were read
 */
public record FileStamp(long sizeBytes, long modifiedNanos, ContentHash hash) {
  public static final long UNSAVED = -1;

  /** Whether size and time alone say that nothing changed. */
  public boolean looksLike(long size, long modified) {
    return modifiedNanos != UNSAVED && sizeBytes == size && modifiedNanos == modified;
  }
}
