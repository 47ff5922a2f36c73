package dev.roocode.protocol;

import java.util.List;

/** The messages of {@code backup/list}. */
public final class BackupList {
  private BackupList() {}

  /** Nothing. */
  @Doc("Nothing; the whole `params` may be absent")
  public record Params() {}

  /** The snapshots. */
  @Doc("The snapshots")
  public record Result(@Doc("oldest first") List<BackupSnapshot> snapshots) {}
}
