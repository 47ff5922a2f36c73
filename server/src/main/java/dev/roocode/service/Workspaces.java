package dev.roocode.service;

import dev.roocode.backup.Backups;
import dev.roocode.backup.Place;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.metrics.Recorder;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import dev.roocode.store.local.Sealing;
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
    return open(folders, Footing.of(data), settings, embedder);
  }

  /** The same, with keys from anywhere and a configuration that has versions. */
  public static Workspace open(
      List<Path> folders,
      Footing footing,
      WorkspaceSettings settings,
      Supplier<Optional<Embedder>> embedder) {
    return open(folders, footing, settings, embedder, Authorship.NONE);
  }

  /** The same, with a model that writes answers. */
  public static Workspace open(
      List<Path> folders,
      Footing footing,
      WorkspaceSettings settings,
      Supplier<Optional<Embedder>> embedder,
      Authorship authorship) {
    return opened(folders, footing, settings, new Others(embedder, authorship, Schedule.system()));
  }

  static Workspace open(
      List<Path> folders,
      Footing footing,
      WorkspaceSettings settings,
      Supplier<Optional<Embedder>> embedder,
      Schedule schedule) {
    return opened(folders, footing, settings, new Others(embedder, Authorship.NONE, schedule));
  }

  /** What a workspace is made with beside its index. */
  private record Others(
      Supplier<Optional<Embedder>> embedder, Authorship authorship, Schedule schedule) {}

  private static Workspace opened(
      List<Path> folders, Footing footing, WorkspaceSettings settings, Others others) {
    Schedule schedule = others.schedule();
    RootFolders roots = RootFolders.of(folders);
    Path data = footing.data();
    Sealing sealing = settings.store().sealing().with(footing.keys());
    LocalStoreSettings local = settings.store().withSealing(sealing);
    Backups backups =
        new Backups(
            Place.of(data, roots.folders(), settings.backup(), footing.configVersion()),
            footing.keys(),
            settings.backup(),
            local,
            Backups.Machine.system());
    LocalStore store = LocalStore.open(data, local, Ticker.SYSTEM, backups::rescue);
    Optional<Measuring> measuring =
        settings.metrics().enabled()
            ? Optional.of(new Measuring(data, schedule, Ticker.SYSTEM))
            : Optional.empty();
    Recorder recorder = measuring.map(Measuring::recorder).orElse(Recorder.NONE);
    LiveStore live = new LiveStore(store, recorder);
    Parts parts =
        new Parts(
            settings,
            data,
            live,
            store.recovered(),
            others.embedder(),
            schedule,
            Ticker.SYSTEM,
            Optional.of(new Keeper(store, live, backups, recorder, footing.writer())),
            recorder,
            Yielding.Signs.ofMachine(),
            others.authorship());
    Workspace workspace = new LocalWorkspace(roots, parts);
    return measuring.isPresent()
        ? new MeteredWorkspace(workspace, measuring.get(), Ticker.SYSTEM)
        : workspace;
  }
}
