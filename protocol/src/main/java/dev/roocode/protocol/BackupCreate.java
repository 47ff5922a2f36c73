package dev.roocode.protocol;

import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code backup/create}; it answers a {@link BackupSnapshot}. */
public final class BackupCreate {
  private BackupCreate() {}

  /** What to make. */
  @Doc("What to make")
  public record Params(
      @Doc("what it is to hold") BackupSnapshot.Kind kind,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}
}
