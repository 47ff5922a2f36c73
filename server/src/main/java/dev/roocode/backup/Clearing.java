package dev.roocode.backup;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Deletes what {@link Retention} finds superfluous, but never the last sound full snapshots. */
final class Clearing {
  private final Bench bench;
  private final BackupSettings settings;

  Clearing(Bench bench, BackupSettings settings) {
    this.bench = bench;
    this.settings = settings;
  }

  void run() throws IOException {
    Catalogue catalogue = new Catalogue(bench);
    List<SnapshotId> left = new ArrayList<>(bench.present());
    boolean increments = false;
    for (SnapshotId id : new Retention(settings).superfluous(left, catalogue::bytes)) {
      if (id.isFull() && increments) {
        increments = false;
        sync(); // else a loss of power could bring an increment back without its base
      }
      if (!id.isFull() || isEnoughWithout(left, id)) {
        bench.disk().delete(bench.vault().file(id));
        bench.ledger().deleted(id);
        left.remove(id);
        increments |= !id.isFull();
      }
    }
    sync();
  }

  private void sync() throws IOException {
    bench.disk().syncFolder(bench.vault().folder());
  }

  /** Looked at on the disk: what a former check found may have changed. */
  private boolean isEnoughWithout(List<SnapshotId> left, SnapshotId id) {
    return left.reversed().stream()
            .filter(other -> other.isFull() && !other.equals(id))
            .filter(this::isWhole)
            .limit(Retention.FULLS_MIN)
            .count()
        == Retention.FULLS_MIN;
  }

  private boolean isWhole(SnapshotId id) {
    try {
      SnapshotReader.demandWhole(bench.vault(), bench.vault().file(id));
      return true;
    } catch (IOException | Fault.Corrupt e) {
      return false;
    }
  }
}
