package dev.roocode.config;

import dev.roocode.base.Setting;

/**
 * The size of machine whose settings lie below all others.
 *
 * @param profile which
 */
public record ProfileSettings(
    @Setting(
            "The size of machine to keep within: small (2 processors, 4 GiB), medium (4, 8), large (8, 16), or machine for that of this one.")
        Choice profile) {
  /** What may be chosen. */
  public enum Choice {
    MACHINE,
    SMALL,
    MEDIUM,
    LARGE;

    /** The profile that is meant on such a machine. */
    public Profile on(Profile machine) {
      return this == MACHINE ? machine : Profile.named(name());
    }
  }

  public static final ProfileSettings DEFAULTS = new ProfileSettings(Choice.MACHINE);
}
