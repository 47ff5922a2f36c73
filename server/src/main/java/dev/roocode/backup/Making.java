package dev.roocode.backup;

import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.store.local.IndexFacts;
import dev.roocode.store.local.IndexFile;
import dev.roocode.store.local.LocalStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one snapshot: copy of the index, check of the copy, temporary file, forced to the disk,
 * read back, final name, folder forced. Whatever fails before the final name leaves no snapshot.
 */
final class Making {
  private static final String TEMPORARY = ".publishing.tmp";

  private final Bench bench;
  private final Cancellation cancellation;

  Making(Bench bench, Cancellation cancellation) {
    this.bench = bench;
    this.cancellation = cancellation;
  }

  SnapshotId make(Kind kind, LocalStore store, Instant now) throws IOException {
    bench.demandSpace(bench.place().data(), store.sizeBytes());
    Path scratch = bench.scratch();
    try {
      Path copy = scratch.resolve(IndexFile.NAME);
      store.copyTo(copy);
      // what is damaged must not take the place of snapshots that are not
      IndexFacts facts = checked(copy, store);
      cancellation.check();
      Optional<Header> base = kind == Kind.FULL ? Optional.empty() : base();
      PageTable pages = pages(copy);
      Header header = header(base, now, facts, pages);
      publish(header, copy, base.orElse(null));
      return header.id();
    } finally {
      bench.disk().deleteFolder(scratch);
    }
  }

  private IndexFacts checked(Path copy, LocalStore store) {
    try {
      return IndexFile.check(copy, bench.store());
    } catch (Fault.Corrupt e) {
      store.condemn();
      throw new Fault.Corrupt(
              store.versionFolder().resolve(IndexFile.NAME).toString(),
              "no backup was made, since the index is damaged: " + e.getMessage(),
              "restart: it is set aside, and the newest sound backup takes its place")
          .causedBy(e);
    }
  }

  private PageTable pages(Path copy) throws IOException {
    try (InputStream in = new BufferedInputStream(bench.disk().read(copy), 1 << 16)) {
      return PageTable.of(in, copy.toString());
    }
  }

  private Header header(Optional<Header> base, Instant now, IndexFacts facts, PageTable pages) {
    long sequence = nextSequence();
    SnapshotId id =
        base.map(full -> SnapshotId.increment(sequence, full.id(), now))
            .orElseGet(() -> SnapshotId.full(sequence, now));
    return new Header(
        id,
        base.map(full -> full.pages().fileHash()).orElse(""),
        facts,
        bench.place().configVersion(),
        pages);
  }

  private long nextSequence() {
    long newest = bench.present().isEmpty() ? 0 : bench.present().getLast().sequence();
    return Math.max(newest, bench.ledger().sequence()) + 1;
  }

  /** The newest full snapshot, if it is sound and can be opened; else the next one is full. */
  private Optional<Header> base() throws IOException {
    Optional<SnapshotId> newest =
        bench.present().stream()
            .filter(id -> id.isFull() && bench.ledger().isSound(id))
            .max(Comparator.naturalOrder());
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    try {
      SnapshotReader.demandWhole(bench.vault(), bench.vault().file(newest.get()));
      return Optional.of(SnapshotReader.header(bench.vault(), newest.get()));
    } catch (Fault.Corrupt | Fault.Denied | Fault.TooNew e) { // a check says what is wrong with it
      return Optional.empty();
    }
  }

  private void publish(Header header, Path copy, @Nullable Header base) throws IOException {
    Vault vault = bench.vault();
    int[] stored = header.pages().missingIn(base == null ? null : base.pages());
    bench.demandSpace(
        vault.folder(), (long) stored.length * PageTable.PAGE_BYTES + header.pages().tableBytes());
    Path temporary = vault.folder().resolve(TEMPORARY);
    bench.disk().delete(temporary);
    boolean done = false;
    try {
      SnapshotId baseId = base == null ? null : base.id();
      write(temporary, header, copy, stored, baseId);
      readBack(temporary, header, baseId);
      bench.disk().move(temporary, vault.file(header.id()));
      done = true;
      bench.disk().syncFolder(vault.folder());
    } finally {
      if (!done) {
        bench.disk().delete(temporary);
      }
    }
    bench.ledger().published(header.id());
  }

  private void write(
      Path temporary, Header header, Path copy, int[] stored, @Nullable SnapshotId baseId)
      throws IOException {
    Vault vault = bench.vault();
    SnapshotWriter writer = new SnapshotWriter(vault, cancellation);
    if (baseId == null) {
      writer.write(temporary, header, copy, stored, null);
      return;
    }
    try (SnapshotReader base = SnapshotReader.open(vault, vault.file(baseId), baseId)) {
      writer.write(temporary, header, copy, stored, base);
    }
  }

  private void readBack(Path temporary, Header header, @Nullable SnapshotId baseId)
      throws IOException {
    Header read = new Assembly(bench.vault(), cancellation).read(temporary, header.id(), baseId);
    if (!read.pages().isOf(header.pages())) {
      throw new Fault.Corrupt(
          temporary.toString(), "is not what was written", "check the disk of the backups");
    }
  }
}
