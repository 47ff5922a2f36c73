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
      publish(header, copy, pages.missingIn(base.map(Header::pages).orElse(null)));
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

  /** The newest full snapshot that was sound when it was last read, and can be opened now. */
  private Optional<Header> base() {
    Optional<SnapshotId> newest =
        bench.present().stream()
            .filter(id -> id.isFull() && bench.ledger().isSound(id))
            .max(Comparator.naturalOrder());
    try {
      return newest.map(id -> SnapshotReader.header(bench.vault(), id));
    } catch (Fault e) { // then the next one is full, and a check says what is wrong with that one
      return Optional.empty();
    }
  }

  private void publish(Header header, Path copy, int[] stored) throws IOException {
    Vault vault = bench.vault();
    bench.demandSpace(
        vault.folder(), (long) stored.length * PageTable.PAGE_BYTES + header.pages().tableBytes());
    Path temporary = vault.folder().resolve(TEMPORARY);
    bench.disk().delete(temporary);
    boolean done = false;
    try {
      new SnapshotWriter(vault).write(temporary, header, copy, stored, cancellation);
      readBack(temporary, header);
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

  private void readBack(Path temporary, Header header) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(bench.vault(), temporary, header.id())) {
      while (reader.next()) {
        cancellation.check();
      }
      if (!reader.header().pages().isOf(header.pages())) {
        throw new Fault.Corrupt(
            temporary.toString(), "is not what was written", "check the disk of the backups");
      }
    }
  }
}
