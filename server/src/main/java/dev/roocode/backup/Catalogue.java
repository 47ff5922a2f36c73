package dev.roocode.backup;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.util.List;

/** The snapshots as they are listed. */
final class Catalogue {
  private final Bench bench;

  Catalogue(Bench bench) {
    this.bench = bench;
  }

  List<Snapshot> all() {
    return bench.present().stream().map(this::of).toList();
  }

  Snapshot of(SnapshotId id) {
    boolean sound = bench.ledger().isSound(id);
    int configVersion = 0;
    try {
      configVersion = SnapshotReader.header(bench.vault(), id).configVersion();
    } catch (Fault e) { // listed all the same; a check says what is wrong
      sound = false;
    }
    SnapshotId base = bench.baseOf(id).orElse(null);
    boolean complete = id.isFull() || base != null;
    return new Snapshot(id, bytes(id), base, sound && complete, configVersion);
  }

  long bytes(SnapshotId id) {
    try {
      return bench.disk().size(bench.vault().file(id));
    } catch (IOException e) {
      return 0; // just deleted
    }
  }
}
