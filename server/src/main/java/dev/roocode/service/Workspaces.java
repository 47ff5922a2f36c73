package dev.roocode.service;

import dev.roocode.backup.Backups;
import dev.roocode.backup.Place;
import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.store.local.LocalStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens workspaces. */
public final class Workspaces {
  private static final int NO_CONFIG_VERSION = 0;

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
    return open(folders, data, settings, embedder, Schedule.system());
  }

  static Workspace open(
      List<Path> folders,
      Path data,
      WorkspaceSettings settings,
      Supplier<Optional<Embedder>> embedder,
      Schedule schedule) {
    RootFolders roots = RootFolders.of(folders);
    Backups backups =
        new Backups(
            Place.of(data, roots.folders(), settings.backup(), NO_CONFIG_VERSION),
            () -> Keyring.open(data),
            settings.backup(),
            settings.store(),
            Backups.Machine.system());
    LocalStore store = LocalStore.open(data, settings.store(), Ticker.SYSTEM, backups::rescue);
    LiveStore live = new LiveStore(store);
    return new LocalWorkspace(
        roots,
        new Parts(
            settings,
            data,
            live,
            store.recovered(),
            embedder,
            schedule,
            Ticker.SYSTEM,
            Optional.of(new Keeper(store, live, backups, Ticker.SYSTEM))));
  }
}
