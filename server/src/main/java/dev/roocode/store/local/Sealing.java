package dev.roocode.store.local;

import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import java.util.function.Supplier;

/**
 * Whether an index shall be sealed on disk, and where the keys come from.
 *
 * @param wanted what an index becomes when it is opened to write
 * @param keys asked only where an index is sealed or shall be
 */
public record Sealing(boolean wanted, Supplier<Keyring> keys) {
  /** Nothing is sealed, and what is cannot be opened. */
  public static final Sealing OFF =
      new Sealing(
          false,
          () -> {
            throw new Fault.Denied(
                "keys", "the index is sealed and no keys are at hand", "hand over the keys");
          });

  /** The same with keys from elsewhere. */
  public Sealing with(Supplier<Keyring> others) {
    return new Sealing(wanted, others);
  }

  /** The same, wanted or not. */
  public Sealing wanted(boolean now) {
    return new Sealing(now, keys);
  }
}
