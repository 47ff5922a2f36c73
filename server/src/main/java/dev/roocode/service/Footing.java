package dev.roocode.service;

import dev.roocode.crypt.Keyring;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a workspace's data lie and what belongs to them.
 *
 * @param data the data folder; need not exist
 * @param keys asked when something is sealed or opened
 * @param configVersion the version of the configuration in force, 0 where none is recorded
 * @param writer the same workspace as the process serves that writes its index, asked where this
 *     one only reads; empty where none answers. Closed after each use
 */
public record Footing(
    Path data,
    Supplier<Keyring> keys,
    int configVersion,
    Supplier<Optional<ServedWorkspace>> writer) {
  /** Where no other process is asked. */
  public Footing(Path data, Supplier<Keyring> keys, int configVersion) {
    this(data, keys, configVersion, Optional::empty);
  }

  /** A data folder with its keys inside and no configuration. */
  public static Footing of(Path data) {
    return new Footing(data, () -> Keyring.open(data), 0);
  }
}
