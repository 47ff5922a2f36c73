package dev.roocode.backup;

import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The operations on files of a restore, in its order, without the databases that are open
 * meanwhile: their files are SQLite's own affair.
 */
final class SwitchSteps {
  private SwitchSteps() {}

  static void run(Kept kept, SnapshotId id, Disk disk) {
    try {
      Backups.Prepared prepared = kept.prepare(id);
      disk.syncFolder(prepared.folder());
      Path next = kept.data.resolve("v-000002");
      disk.move(prepared.folder(), next);
      disk.syncFolder(kept.data);
      kept.backups.replaces(kept.store.versionFolder(), next);
      disk.replace(kept.data.resolve("CURRENT"), "v-000002\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException | Fault e) {
      // the power is out
    }
  }
}
