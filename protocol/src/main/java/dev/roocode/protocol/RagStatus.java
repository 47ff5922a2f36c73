package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/status} and {@code rag/statusChanged}. */
public final class RagStatus {
  private RagStatus() {}

  /** Nothing. */
  @Doc("Nothing; the whole `params` may be absent")
  public record Params() {}

  /** How the server stands, in one word. */
  @Doc("How the server stands")
  public enum State {
    @SerializedName("starting")
    @Doc("opening the workspace")
    STARTING,
    @SerializedName("indexing")
    @Doc("searchable, with work left")
    INDEXING,
    @SerializedName("ready")
    @Doc("everything is in")
    READY,
    @SerializedName("degraded")
    @Doc("works, but not whole: see `lastError`")
    DEGRADED,
    @SerializedName("readOnly")
    @Doc("another process writes this index")
    READ_ONLY
  }

  /** What the user needs the machine for. */
  @Doc("Why vectors wait though they could be computed")
  public enum Pause {
    @SerializedName("battery")
    @Doc("the machine runs on its battery")
    BATTERY,
    @SerializedName("load")
    @Doc("other programs need the processors")
    LOAD
  }

  /** How the workspace stands. */
  @Doc("How the workspace stands")
  public record Result(
      @Doc("in one word") State state,
      @Doc("how much is searchable") IndexCoverage coverage,
      @Doc("chunks that wait for their vector") int queue,
      @Doc("the embedding model in force") String modelId,
      @Doc("of the index") long generation,
      @Doc("on disk") long storeBytes,
      @Doc("the newest fault in one line") @Nullable String lastError,
      @Doc("time of the newest snapshot, ISO 8601") @Nullable String lastBackup,
      @Doc("why vectors wait; absent while they need not") @Nullable Pause paused,
      @Doc("secret values in indexed files that are left out of the index") int redacted,
      @Doc("URIs of the workspace's folders") List<String> workspaceFolders) {}
}
