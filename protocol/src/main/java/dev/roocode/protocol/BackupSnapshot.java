package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import org.jspecify.annotations.Nullable;

/** A snapshot of the index. */
@Doc("A snapshot of the index")
public record BackupSnapshot(
    @Doc("its name") String id,
    @Doc("what it holds") Kind kind,
    @Doc("what the clock said, ISO 8601; the order is that of `id`") String time,
    @Doc("on disk") long bytes,
    @Doc("the full snapshot that an incremental one needs") @Nullable String base,
    @Doc("whether it was sound when it was last read as a whole") boolean verified,
    @Doc("the version of the configuration in force, 0 where none was recorded")
        int configVersion) {
  /** What a snapshot holds. */
  @Doc("What a snapshot holds")
  public enum Kind {
    @SerializedName("full")
    @Doc("the whole index")
    FULL,
    @SerializedName("incremental")
    @Doc("what differs from a full one; a full one where there is none to build on")
    INCREMENTAL,
    @SerializedName("cache")
    @Doc("no index, but what is kept to be fast; loaded by itself at the start")
    CACHE
  }
}
