package dev.roocode.index;

/** What holds the workers back. Guarded by the lock of {@link EmbeddingLoop}. */
final class Holds {
  /** Who wants no call at all to be begun. */
  int pauses;

  /** Whether the user needs the machine. */
  boolean aside;

  /** Searches under way. */
  int searches;

  /** Those of them that wait for vectors. */
  int waiting;

  /** For good. */
  boolean stopping;

  /** Whether nothing at all is begun. */
  boolean isHeld() {
    return stopping || aside || pauses > 0;
  }

  /** Whether nothing is begun but what a search waits for. */
  boolean isQuiet() {
    return isHeld() || searches > 0 || waiting > 0;
  }
}
