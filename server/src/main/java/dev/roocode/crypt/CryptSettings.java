package dev.roocode.crypt;

import dev.roocode.base.Setting;

/**
 * Settings of sealing.
 *
 * @param enabled whether the index is sealed on disk
 */
public record CryptSettings(
    @Setting(
            value =
                "Whether texts, names, paths and vectors are encrypted in the index on disk; a change rewrites the index at the next start.",
            machine = true)
        boolean enabled) {
  public static final CryptSettings DEFAULTS = new CryptSettings(false);
}
