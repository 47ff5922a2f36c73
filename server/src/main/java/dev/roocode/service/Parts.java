package dev.roocode.service;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Problem;
import dev.roocode.embed.Embedder;
import dev.roocode.metrics.Recorder;
import dev.roocode.store.ChunkStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a workspace is made from; tests bring their own.
 *
 * @param settings of all rooms
 * @param data the folder of the store, which is never indexed
 * @param store open, and closed by the workspace
 * @param recovered what was found damaged when the store was opened
 * @param embedder makes the embedder when it is first needed, on a thread of its own; empty where
 *     none is wanted
 * @param keeper of the backups; empty for a store that is not on this machine
 * @param recorder told what happens
 * @param signs of the machine that the user needs it
 * @param authorship who writes answers
 */
record Parts(
    WorkspaceSettings settings,
    Path data,
    ChunkStore store,
    Optional<Problem> recovered,
    Supplier<Optional<Embedder>> embedder,
    Schedule schedule,
    Ticker ticker,
    Optional<Keeper> keeper,
    Recorder recorder,
    Yielding.Signs signs,
    Authorship authorship) {
  /** Where nobody writes answers. */
  Parts(
      WorkspaceSettings settings,
      Path data,
      ChunkStore store,
      Optional<Problem> recovered,
      Supplier<Optional<Embedder>> embedder,
      Schedule schedule,
      Ticker ticker,
      Optional<Keeper> keeper,
      Recorder recorder,
      Yielding.Signs signs) {
    this(
        settings,
        data,
        store,
        recovered,
        embedder,
        schedule,
        ticker,
        keeper,
        recorder,
        signs,
        Authorship.NONE);
  }

  /** On a machine that tells nothing of its user. */
  Parts(
      WorkspaceSettings settings,
      Path data,
      ChunkStore store,
      Optional<Problem> recovered,
      Supplier<Optional<Embedder>> embedder,
      Schedule schedule,
      Ticker ticker,
      Optional<Keeper> keeper,
      Recorder recorder) {
    this(
        settings,
        data,
        store,
        recovered,
        embedder,
        schedule,
        ticker,
        keeper,
        recorder,
        Yielding.Signs.NONE);
  }
}
