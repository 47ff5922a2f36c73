package dev.roocode.index;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.store.FileUpdate;

/** What reading and cutting one file came to. */
sealed interface Prepared {
  FilePath path();

  /**
   * New content, cut.
   *
   * @param ready the same to be committed
   */
  record Changed(FileUpdate.Replace update, FileUpdate ready) implements Prepared {
    @Override
    public FilePath path() {
      return update.path();
    }
  }

  /** The content that is indexed, under a new time. */
  record Touched(FilePath path, FileStamp stamp) implements Prepared {}

  /**
   * Not to be indexed.
   *
   * @param passing whether what is indexed of it should stay
   */
  record Left(FilePath path, Problem problem, boolean passing) implements Prepared {}
}
