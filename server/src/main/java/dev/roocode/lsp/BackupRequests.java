package dev.roocode.lsp;

import dev.roocode.backup.Choice;
import dev.roocode.protocol.BackupCreate;
import dev.roocode.protocol.BackupList;
import dev.roocode.protocol.BackupRestore;
import dev.roocode.protocol.BackupSnapshot;
import dev.roocode.protocol.BackupVerify;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Router;
import dev.roocode.service.Restored;
import java.util.Optional;

/** The requests about snapshots. */
final class BackupRequests {
  private final OpenWorkspace workspace;
  private final WorkProgress progress;
  private final Runnable replay;

  /**
   * @param replay tells the index that took the place of another what editors hold
   */
  BackupRequests(OpenWorkspace workspace, WorkProgress progress, Runnable replay) {
    this.workspace = workspace;
    this.progress = progress;
    this.replay = replay;
  }

  void register(Router router) {
    router.onRequest("backup/create", BackupCreate.Params.class, this::create);
    router.onRequest("backup/list", BackupList.Params.class, (params, call) -> list(call));
    router.onRequest("backup/verify", BackupVerify.Params.class, this::verify);
    router.onRequest("backup/restore", BackupRestore.Params.class, this::restore);
  }

  BackupSnapshot create(BackupCreate.Params params, Call call) {
    try (var _ = progress.begin(params.workDoneToken(), "Backing up", call::cancel)) {
      return workspace.use(
          call, open -> SnapshotWire.snapshot(open.backUp(SnapshotWire.kind(params.kind()), call)));
    }
  }

  private BackupList.Result list(Call call) {
    return workspace.use(call, open -> SnapshotWire.list(open.backups()));
  }

  BackupVerify.Result verify(BackupVerify.Params params, Call call) {
    boolean deep = Boolean.TRUE.equals(params.deep());
    try (var _ = progress.begin(params.workDoneToken(), "Checking backups", call::cancel)) {
      return workspace.use(
          call, open -> SnapshotWire.findings(open.verify(params.id(), deep, call)));
    }
  }

  BackupRestore.Result restore(BackupRestore.Params params, Call call) {
    Optional<Choice> choice = SnapshotWire.choice(params);
    try (var _ = progress.begin(params.workDoneToken(), "Restoring", call::cancel)) {
      Restored restored =
          workspace.use(
              call,
              open -> choice.isPresent() ? open.restore(choice.get(), call) : open.undoRestore());
      replay.run();
      return SnapshotWire.restored(restored);
    }
  }
}
