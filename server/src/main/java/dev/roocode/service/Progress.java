package dev.roocode.service;

/** Is told how far a long operation has come. Called from one thread at a time. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (stage, done, total) -> {};

  /** Which part of the work runs. */
  enum Stage {
    SCANNING,
    CHUNKING,
    EMBEDDING
  }

  /**
   * @param done units finished in this stage: files, then chunks
   * @param total units of this stage, 0 while unknown
   */
  void report(Stage stage, int done, int total);
}
