package dev.roocode.backup;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Puts an index together from a snapshot and, for an increment, its base. Every page fits its hash;
 * what is written to a file was read back from the disk and is as a whole what was copied.
 */
final class Assembly {
  private static final int BUFFER = 1 << 16;

  private final Vault vault;
  private final Cancellation cancellation;

  /** Takes the pages in order. */
  @FunctionalInterface
  private interface Taker {
    void take(byte[] page) throws IOException;
  }

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
      header = pages(vault.file(id), id, base, output::write);
      output.sync();
    }
    try (InputStream in = new BufferedInputStream(vault.disk().read(target), BUFFER)) {
      if (!PageTable.of(in, target.toString()).isOf(header.pages())) {
        throw new Fault.Corrupt(
            target.toString(),
            "the restored index is not the one that was copied",
            "check the disk, then restore another snapshot");
      }
    }
    return header;
  }

  /**
   * Reads a snapshot, and its base, as a whole.
   *
   * @param file under its name, or while it is published
   */
  Header read(Path file, SnapshotId id, @Nullable SnapshotId base) throws IOException {
    return pages(file, id, base, page -> {});
  }

  private Header pages(Path file, SnapshotId id, @Nullable SnapshotId base, Taker taker)
      throws IOException {
    try (SnapshotReader own = SnapshotReader.open(vault, file, id)) {
      if (base == null) {
        whole(own, file, taker);
      } else {
        try (SnapshotReader full = SnapshotReader.open(vault, vault.file(base), base)) {
          if (!own.header().baseHash().equals(full.header().pages().fileHash())) {
            throw otherBase(file, base);
          }
          merged(own, full, file, taker);
        }
      }
      return own.header();
    }
  }

  private void whole(SnapshotReader own, Path file, Taker taker) throws IOException {
    MessageDigest digest = PageTable.sha256();
    PageTable pages = own.header().pages();
    for (int number = 0; number < pages.pages(); number++) {
      cancellation.check();
      demand(own.next() && own.number() == number, file, number);
      demand(pages.holds(number, own.page(), digest), file, number);
      taker.take(own.page());
    }
    demand(!own.next(), file, pages.pages());
  }

  /** Page by page beside the base, which is read to its end. */
  private void merged(SnapshotReader own, SnapshotReader full, Path file, Taker taker)
      throws IOException {
    MessageDigest digest = PageTable.sha256();
    PageTable pages = own.header().pages();
    boolean more = own.next();
    for (int number = 0; number < pages.pages(); number++) {
      cancellation.check();
      byte[] page = full.next() ? full.page() : new byte[PageTable.PAGE_BYTES];
      if (more && own.number() == number) {
        PageCodec.mix(page, own.page());
        more = own.next();
      }
      demand(pages.holds(number, page, digest), file, number);
      taker.take(page);
    }
    demand(!more, file, own.number());
    for (boolean rest = full.next(); rest; rest = full.next()) {
      cancellation.check();
    }
  }

  private static void demand(boolean fits, Path file, int number) {
    if (!fits) {
      throw SnapshotReader.damaged(file, "page " + number + " is not the one that was stored");
    }
  }

  private static Fault otherBase(Path file, SnapshotId base) {
    return new Fault.Corrupt(
        file.toString(),
        "its base " + base + " is not the one that it was made from",
        "restore a full snapshot");
  }
}
