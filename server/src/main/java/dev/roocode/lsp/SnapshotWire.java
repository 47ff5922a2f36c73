package dev.roocode.lsp;

import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.BackupList;
import dev.roocode.protocol.BackupRestore;
import dev.roocode.protocol.BackupSnapshot;
import dev.roocode.protocol.BackupVerify;
import dev.roocode.service.Restored;
import java.util.List;
import java.util.Optional;

/**
 * What snapshots look like on the wire, and what the wire means by them. Public, so that the
 * command line prints the same JSON.
 */
public final class SnapshotWire {
  private SnapshotWire() {}

  public static BackupSnapshot snapshot(Snapshot snapshot) {
    SnapshotId id = snapshot.id();
    SnapshotId base = snapshot.base();
    return new BackupSnapshot(
        id.toString(),
        BackupSnapshot.Kind.valueOf(id.kind().name()),
        id.time().toString(),
        snapshot.bytes(),
        base == null ? null : base.toString(),
        snapshot.verified(),
        snapshot.configVersion());
  }

  public static BackupList.Result list(List<Snapshot> snapshots) {
    return new BackupList.Result(snapshots.stream().map(SnapshotWire::snapshot).toList());
  }

  public static BackupVerify.Result findings(Findings findings) {
    return new BackupVerify.Result(
        findings.checked(),
        findings.damaged().stream()
            .map(damage -> new BackupVerify.Damage(damage.id(), damage.problem()))
            .toList(),
        new BackupVerify.Index(findings.index().isEmpty(), findings.index()));
  }

  public static BackupRestore.Result restored(Restored restored) {
    return new BackupRestore.Result(
        restored.id(),
        restored.files(),
        restored.chunks(),
        restored.generation(),
        restored.tookMillis());
  }

  static SnapshotId.Kind kind(BackupSnapshot.Kind kind) {
    return SnapshotId.Kind.valueOf(kind.name());
  }

  /**
   * Which snapshot is meant; empty for the index before the last restore.
   *
   * @throws Fault.Invalid unless exactly one of the three is said
   */
  static Optional<Choice> choice(BackupRestore.Params params) {
    String id = params.id();
    String date = params.date();
    boolean undo = Boolean.TRUE.equals(params.undo());
    if (undo && id == null && date == null) {
      return Optional.empty();
    }
    if (!undo && id != null && date == null) {
      return Optional.of(new Choice.ById(id));
    }
    if (!undo && id == null && date != null) {
      return Optional.of(new Choice.ByDate(date));
    }
    throw new Fault.Invalid("restore", "says not what to restore", "give id, date or undo: true");
  }
}
