package dev.roocode.index;

/** Is told how far a run has come, on the thread that called for the run. */
public interface IndexSteps {
  IndexSteps NONE =
      new IndexSteps() {
        @Override
        public void scanned(int files) {}

        @Override
        public void written(int done, int total) {}
      };

  /**
   * @param files that belong into the index as far as names tell
   */
  void scanned(int files);

  /**
   * @param done files of this run that are up to date now
   * @param total files of this run
   */
  void written(int done, int total);
}
