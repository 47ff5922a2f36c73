package dev.roocode.service;

import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.index.WorkerLoop;
import dev.roocode.store.local.Replacement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Backups as users ask for them, and what the rest of the workspace does meanwhile. What only the
 * process may do that writes the index is passed on to it where this one is another. Thread-safe.
 */
final class Keeping implements AutoCloseable {
  /** A short run is waited for before a restore is refused. */
  private static final long TURN_MILLIS = 3_000;

  private final Optional<Keeper> keeper;
  private final Optional<BackupClock> clock;
  private final EmbedderHost host;
  private final Runs runs;
  private final Indexing indexing;
  private final Runnable changed;
  private final Optional<CacheKeeping> caches;

  Keeping(Parts parts, EmbedderHost host, Runs runs, Indexing indexing, Runnable changed) {
    this.keeper = parts.keeper();
    this.host = host;
    this.runs = runs;
    this.indexing = indexing;
    this.changed = changed;
    this.caches = keeper.map(known -> new CacheKeeping(known, host.queries()));
    this.clock =
        keeper.map(known ->
            new BackupClock(
                known,
                caches.orElseThrow(),
                parts,
                () -> indexing.isComplete() && !runs.isRunning(),
                changed));
    keeper.ifPresent(known -> WorkerLoop.attempt(known::look));
  }

  /** Backups are made on schedule from now on. */
  void start() {
    clock.ifPresent(BackupClock::start);
  }

  private Keeper keeper() {
    return keeper.orElseThrow(() ->
        new Fault.Unavailable("backup", "this index is not on this machine", "back up its server"));
  }

  /** Done by the process that writes, where this one does not and that one answers. */
  private <T> T byWriter(Function<ServedWorkspace, T> there, Supplier<T> here) {
    Keeper known = keeper();
    Optional<ServedWorkspace> writer = known.writer();
    if (writer.isEmpty()) {
      return here.get();
    }
    try (ServedWorkspace asked = writer.get()) {
      return there.apply(asked);
    } finally {
      WorkerLoop.attempt(known::look);
    }
  }

  Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation) {
    Snapshot made =
        runs.untilClosed(
            cancellation,
            either -> byWriter(writer -> writer.backUp(kind, either), () -> create(kind, either)));
    changed.run();
    return made;
  }

  private Snapshot create(SnapshotId.Kind kind, Cancellation cancellation) {
    return kind == SnapshotId.Kind.CACHE
        ? caches.orElseThrow().save()
        : keeper().create(kind, cancellation);
  }

  List<Snapshot> list() {
    return keeper().list();
  }

  Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    return runs.untilClosed(
        cancellation,
        either ->
            byWriter(
                writer -> writer.verify(id, deep, either),
                () -> keeper().verify(id, deep, either)));
  }

  Restored restore(Choice choice, Cancellation cancellation) {
    Restored restored =
        runs.untilClosed(
            cancellation,
            either ->
                byWriter(
                    writer -> writer.restore(choice, either),
                    () -> followed(keeper().restore(choice, new Stillness(either), either))));
    changed.run();
    return restored;
  }

  Restored undo() {
    Restored restored =
        byWriter(
            ServedWorkspace::undoRestore,
            () -> followed(keeper().undo(new Stillness(Cancellation.NEVER))));
    changed.run();
    return restored;
  }

  /** Brings the index that was put in use up to date. */
  private Restored followed(Restored restored) {
    host.restart();
    indexing.startAgain();
    return restored;
  }

  /** Why backups on schedule fail. */
  Optional<Fault> trouble() {
    return clock.flatMap(BackupClock::trouble);
  }

  @Override
  public void close() {
    clock.ifPresent(BackupClock::close);
    caches.ifPresent(CacheKeeping::end);
    if (indexing.isComplete()) {
      keeper.ifPresent(known -> WorkerLoop.attempt(known::settle));
    }
  }

  /** While it lasts nothing is indexed or embedded. */
  private final class Stillness implements Keeper.Surroundings {
    private final Cancellation cancellation;

    Stillness(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public void still(Runnable exchange) {
      runs.inTurnWithin(
          TURN_MILLIS,
          cancellation,
          () ->
              host.withoutCompetition(() -> {
                exchange.run();
                return true;
              }));
    }

    @Override
    public void declare(Replacement next) {
      host.filling().ifPresent(model -> next.useModel(model.name(), model.dimensions()));
    }
  }
}
