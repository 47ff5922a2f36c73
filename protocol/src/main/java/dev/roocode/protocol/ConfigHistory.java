package dev.roocode.protocol;

import java.util.List;

/** The messages of {@code config/history}. */
public final class ConfigHistory {
  private ConfigHistory() {}

  /** Nothing. */
  @Doc("Nothing; the whole `params` may be absent")
  public record Params() {}

  /** A version. */
  @Doc("The settings in force from a moment on")
  public record Version(
      @Doc("rises by one") int version,
      @Doc("ISO 8601") String time,
      @Doc("SHA-256 of the settings") String sha,
      @Doc("names of the settings that differ from the version before") List<String> changed,
      @Doc("why it differs: `start`, `rollback to 3`") String reason) {}

  /** The versions. */
  @Doc("The versions")
  public record Result(@Doc("newest first") List<Version> versions) {}
}
