package dev.roocode.backup;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot as it is listed.
 *
 * @param bytes on disk
 * @param base the name of the full snapshot that an increment needs; null for a full one, or where
 *     it is missing
 * @param verified whether it was sound when it was last read as a whole
 * @param configVersion the version of the configuration in force; 0 where none was recorded or it
 *     cannot be opened
 */
public record Snapshot(
    SnapshotId id, long bytes, @Nullable SnapshotId base, boolean verified, int configVersion) {}
