package dev.roocode.domain;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace stands.
 *
 * @param state in one word
 * @param coverage how much is searchable
 * @param queue chunks that wait for their vector
 * @param modelId of the embedding model in force
 * @param generation of the index
 * @param storeBytes on disk
 * @param lastError the newest fault in one line, null while there was none
 * @param lastBackup time of the newest snapshot, null without one
 * @param paused why vectors wait though they could be computed, null while they need not
 * @param redacted secret values in indexed files that are left out of the index
 * @param folders the workspace's root folders
 */
public record Status(
    State state,
    Coverage coverage,
    int queue,
    String modelId,
    long generation,
    long storeBytes,
    @Nullable String lastError,
    @Nullable String lastBackup,
    @Nullable Pause paused,
    int redacted,
    List<Path> folders) {
  /** The same in another state. */
  public Status in(State other) {
    return new Status(
        other,
        coverage,
        queue,
        modelId,
        generation,
        storeBytes,
        lastError,
        lastBackup,
        paused,
        redacted,
        folders);
  }

  /** The same with an error. */
  public Status withError(String line) {
    return new Status(
        state,
        coverage,
        queue,
        modelId,
        generation,
        storeBytes,
        line,
        lastBackup,
        paused,
        redacted,
        folders);
  }

  /** What the user needs the machine for. */
  public enum Pause {
    /** It runs on its battery. */
    BATTERY,
    /** Other programs need the processors. */
    LOAD
  }

  /** In one word. */
  public enum State {
    STARTING,
    INDEXING,
    READY,
    /** Works, but not whole: no embedder, or a fault that a log line explains. */
    DEGRADED,
    /** Another process writes this index. */
    READ_ONLY
  }
}
