package dev.roocode.store.local;

import dev.roocode.vector.VectorSettings;

/**
 * Settings of the local store.
 *
 * @param readers connections that read beside the writer
 * @param busyTimeoutMillis how long SQLite waits for another process
 * @param cacheKiB page cache of each connection
 * @param unusedShare vectors of contents that no file holds any more are kept, for a switch back to
 *     another branch, up to this share of the contents in use
 * @param unusedMinimum as many are kept in any case
 * @param sweepTerms new terms after which those that no chunk holds are forgotten
 * @param vector how vectors are searched
 * @param sealing whether what is stored is sealed, and the keys
 */
public record LocalStoreSettings(
    int readers,
    int busyTimeoutMillis,
    int cacheKiB,
    double unusedShare,
    int unusedMinimum,
    int sweepTerms,
    VectorSettings vector,
    Sealing sealing) {
  public static final LocalStoreSettings DEFAULTS =
      new LocalStoreSettings(
          4, 5_000, 4_096, 0.5, 1_000, 100_000, VectorSettings.DEFAULTS, Sealing.OFF);

  /** These settings with others for the vectors. */
  public LocalStoreSettings withVector(VectorSettings other) {
    return new LocalStoreSettings(
        readers,
        busyTimeoutMillis,
        cacheKiB,
        unusedShare,
        unusedMinimum,
        sweepTerms,
        other,
        sealing);
  }

  /** These settings with another way to seal. */
  public LocalStoreSettings withSealing(Sealing other) {
    return new LocalStoreSettings(
        readers,
        busyTimeoutMillis,
        cacheKiB,
        unusedShare,
        unusedMinimum,
        sweepTerms,
        vector,
        other);
  }

  /** How many unused contents may stay beside those in use. */
  int unused(int used) {
    return (int) Math.max(unusedMinimum, unusedShare * used);
  }
}
