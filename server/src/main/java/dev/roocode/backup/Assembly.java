package dev.roocode.backup;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Puts an index file together from a snapshot and, for an increment, its base. What is handed over
 * was read back from the disk and is, page by page and as a whole, what was copied.
 */
final class Assembly {
  private static final int BUFFER = 1 << 16;

  private final Vault vault;
  private final Cancellation cancellation;

  Assembly(Vault vault, Cancellation cancellation) {
    this.vault = vault;
    this.cancellation = cancellation;
  }

  /**
   * Writes the index, forced to the disk.
   *
   * @param base null for a full snapshot
   * @param target a new file
   * @throws Fault.Corrupt when anything differs from what was copied
   */
  Header write(SnapshotId id, @Nullable SnapshotId base, Path target) throws IOException {
    Header header;
    try (Disk.Output output = vault.disk().create(target)) {
      Header first = pages(base == null ? id : base, output);
      header = base == null ? first : overlay(id, first, output);
      output.truncate(header.pages().bytes());
      output.sync();
    }
    compare(target, header);
    return header;
  }

  private Header overlay(SnapshotId id, Header base, Disk.Output output) throws IOException {
    Header header = pages(id, output);
    if (!header.baseHash().equals(base.pages().fileHash())) {
      throw otherBase(vault.file(id), base.id());
    }
    return header;
  }

  static Fault otherBase(Path file, SnapshotId base) {
    return new Fault.Corrupt(
        file.toString(),
        "its base " + base + " is not the one that it was made from",
        "restore a full snapshot");
  }

  private Header pages(SnapshotId id, Disk.Output output) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(vault, vault.file(id), id)) {
      while (reader.next()) {
        cancellation.check();
        output.writeAt(reader.page(), (long) reader.number() * PageTable.PAGE_BYTES);
      }
      return reader.header();
    }
  }

  private void compare(Path target, Header header) throws IOException {
    try (InputStream in = new BufferedInputStream(vault.disk().read(target), BUFFER)) {
      if (!PageTable.of(in, target.toString()).isOf(header.pages())) {
        throw new Fault.Corrupt(
            target.toString(),
            "the restored index is not the one that was copied",
            "check the disk, then restore another snapshot");
      }
    }
  }
}
