package dev.roocode.protocol;

import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code backup/restore}. */
public final class BackupRestore {
  private BackupRestore() {}

  /** One of the three. */
  @Doc("What to put in use: exactly one of `id`, `date` and `undo`")
  public record Params(
      @Doc("the name of a snapshot") @Nullable String id,
      @Doc("`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`: the newest snapshot of then or before")
          @Nullable String date,
      @Doc("goes back to the index before the last restore; possible until the next good start")
          @Nullable Boolean undo,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}

  /** What is in use now. */
  @Doc("What is in use now")
  public record Result(
      @Doc("the snapshot; empty where a restore was undone") String id,
      @Doc("files in the index") long files,
      @Doc("chunks in the index") long chunks,
      @Doc("of the index from now on") long generation,
      @Doc("until it was in use") long tookMillis) {}
}
