package dev.roocode.protocol;

import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code backup/verify}. */
public final class BackupVerify {
  private BackupVerify() {}

  /** What to check. */
  @Doc("What to check")
  public record Params(
      @Doc("one snapshot; all, and the index in use, when absent") @Nullable String id,
      @Doc("puts each together as an index and looks into it, which takes longer")
          @Nullable Boolean deep,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}

  /** A snapshot that cannot be restored. */
  @Doc("A snapshot that cannot be restored")
  public record Damage(
      @Doc("its name") String id, @Doc("what is wrong, and what to do") String problem) {}

  /** How the index in use stands. */
  @Doc("How the index in use stands")
  public record Index(
      @Doc("whether nothing was found") boolean ok,
      @Doc("what is wrong, and what to do") List<String> problems) {}

  /** What was found. */
  @Doc("What a check found")
  public record Result(
      @Doc("snapshots that were read") int checked,
      @Doc("those that cannot be restored") List<Damage> damaged,
      @Doc("the index in use; fine where only one snapshot was checked") Index index) {}
}
