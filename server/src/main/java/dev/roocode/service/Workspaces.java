package dev.roocode.service;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.store.local.LocalStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens workspaces. */
public final class Workspaces {
  private Workspaces() {}

  /**
   * Opens the folders as one workspace. Returns as soon as the former index can be searched;
   * nothing is indexed before {@link Workspace#start} or a request asks for it.
   *
   * @param folders none is allowed; symbolic links are understood
   * @param data where the index lives; created when missing, never indexed
   * @param embedder makes the embedding model when it is first needed, on a thread of its own; may
   *     take seconds, and may throw: text search goes on then. Empty where none is wanted
   * @throws Fault.NotFound for a folder that is none
   * @throws Fault as {@link LocalStore#open}
   */
  public static Workspace open(
      List<Path> folders,
      Path data,
      WorkspaceSettings settings,
      Supplier<Optional<Embedder>> embedder) {
    RootFolders roots = RootFolders.of(folders);
    LocalStore store = LocalStore.open(data, settings.store(), Ticker.SYSTEM);
    return new LocalWorkspace(
        roots,
        new Parts(
            settings, data, store, store.recovered(), embedder, Schedule.system(), Ticker.SYSTEM));
  }
}
