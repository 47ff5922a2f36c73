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
import org.jspecify.annotations.Nullable;

/**
 * Backups as users ask for them, and what the rest of the workspace does meanwhile. Thread-safe.
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

  Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation) {
    Keeper known = keeper();
    Snapshot made =
        kind == SnapshotId.Kind.CACHE
            ? caches.orElseThrow().save()
            : runs.untilClosed(cancellation, either -> known.create(kind, either));
    changed.run();
    return made;
  }

  List<Snapshot> list() {
    return keeper().list();
  }

  Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    Keeper known = keeper();
    return runs.untilClosed(cancellation, either -> known.verify(id, deep, either));
  }

  Restored restore(Choice choice, Cancellation cancellation) {
    Keeper known = keeper();
    Restored restored =
        runs.untilClosed(
            cancellation, either -> known.restore(choice, new Stillness(either), either));
    follow();
    return restored;
  }

  Restored undo() {
    Restored restored = keeper().undo(new Stillness(Cancellation.NEVER));
    follow();
    return restored;
  }

  /** Brings the index that was put in use up to date. */
  private void follow() {
    host.restart();
    indexing.startAgain();
    changed.run();
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
