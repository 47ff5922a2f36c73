package dev.roocode.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** The requests about snapshots of the index. */
@JsonSegment("backup")
public interface BackupService {
  @Doc("Makes a snapshot of the index as it is now and reads it back")
  @JsonRequest
  CompletableFuture<BackupSnapshot> create(BackupCreate.Params params);

  @Doc("Lists the snapshots")
  @JsonRequest
  CompletableFuture<BackupList.Result> list(BackupList.Params params);

  @Doc("Reads snapshots as a whole, and the index in use, and says what is damaged")
  @JsonRequest
  CompletableFuture<BackupVerify.Result> verify(BackupVerify.Params params);

  @Doc(
      "Puts a snapshot in place of the index; search answers from the old one until then, and what changed since is indexed again")
  @JsonRequest
  CompletableFuture<BackupRestore.Result> restore(BackupRestore.Params params);
}
