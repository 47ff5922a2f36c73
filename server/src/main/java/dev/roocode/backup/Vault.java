package dev.roocode.backup;

import dev.roocode.base.Disk;
import dev.roocode.crypt.Keyring;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where the snapshots of one workspace lie and what opens them.
 *
 * @param source of the keys, asked when a file is sealed or opened
 * @param folder that holds the snapshots
 * @param repository its identity: 32 hexadecimal digits
 */
record Vault(Disk disk, Supplier<Keyring> source, Path folder, String repository) {
  /** What the keys of snapshots are derived for. */
  static final String PURPOSE = "snapshot";

  Keyring keys() {
    return source.get();
  }

  Path file(SnapshotId id) {
    return folder.resolve(id.fileName());
  }
}
