package dev.roocode.protocol;

/** The messages of {@code config/rollback}. */
public final class ConfigRollback {
  private ConfigRollback() {}

  /** Which version. */
  @Doc("Which version")
  public record Params(@Doc("whose values are put back") int version) {}

  /** What is in force now. */
  @Doc("What is in force now")
  public record Result(@Doc("the version that this made") int version) {}
}
