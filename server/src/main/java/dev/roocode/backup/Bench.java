package dev.roocode.backup;

import dev.roocode.base.Disk;
import dev.roocode.store.local.LocalStoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What lies before whoever's turn it is.
 *
 * @param store for looking into copies of the index
 * @param present the snapshots, oldest first
 */
record Bench(
    Place place, LocalStoreSettings store, Vault vault, Ledger ledger, List<SnapshotId> present) {
  /** Room for what a file system needs beside the content of files. */
  private static final long MARGIN_BYTES = 1 << 20;

  Bench with(List<SnapshotId> others) {
    return new Bench(place, store, vault, ledger, others);
  }

  Disk disk() {
    return vault.disk();
  }

  Optional<SnapshotId> baseOf(SnapshotId id) {
    return present.stream()
        .filter(other -> other.isFull() && other.sequence() == id.base())
        .findFirst();
  }

  /** An empty folder for copies; the caller deletes it. What a crash left there is removed. */
  Path scratch() throws IOException {
    Path folder = place.data().resolve("backing-up");
    disk().deleteFolder(folder);
    disk().createFolder(folder);
    return folder;
  }

  /** Refuses to begin what would fill the disk. */
  void demandSpace(Path folder, long bytes) throws IOException {
    DiskFaults.demandSpace(folder, bytes + MARGIN_BYTES, disk().usableBytes(folder));
  }
}
