package dev.roocode.store;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;

/** A change of one file's rows. */
public sealed interface FileUpdate {
  FilePath path();

  /**
   * All that is known of the file is replaced.
   *
   * @param redacted secrets that were taken out of its text
   */
  record Replace(FilePath path, Language language, FileStamp stamp, Chunked content, int redacted)
      implements FileUpdate {
    /** Without secrets. */
    public Replace(FilePath path, Language language, FileStamp stamp, Chunked content) {
      this(path, language, stamp, content, 0);
    }
  }

  /** All that is known of the file goes; its vectors stay for a while, keyed by content. */
  record Remove(FilePath path) implements FileUpdate {}

  /** One whose slow part is done; only the store that made it looks inside. */
  non-sealed interface Ready extends FileUpdate {}
}
