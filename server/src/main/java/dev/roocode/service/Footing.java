package dev.roocode.service;

import dev.roocode.crypt.Keyring;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where a workspace's data lie and what belongs to them.
 *
 * @param data the data folder; need not exist
 * @param keys asked when something is sealed or opened
 * @param configVersion the version of the configuration in force, 0 where none is recorded
 */
public record Footing(Path data, Supplier<Keyring> keys, int configVersion) {
  /** A data folder with its keys inside and no configuration. */
  public static Footing of(Path data) {
    return new Footing(data, () -> Keyring.open(data), 0);
  }
}
