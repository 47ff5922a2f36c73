package dev.roocode.store;

/**
 * What a store holds.
 *
 * @param files indexed files
 * @param chunks all chunks
 * @param vectors chunks that have a vector of the answering model
 * @param redacted secret values that were taken out of the files' texts
 * @param queued distinct texts that wait for a vector of the model in force
 */
public record Counts(int files, int chunks, int vectors, int queued, int redacted) {
  /** Without secrets. */
  public Counts(int files, int chunks, int vectors, int queued) {
    this(files, chunks, vectors, queued, 0);
  }
}
