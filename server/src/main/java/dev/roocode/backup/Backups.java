package dev.roocode.backup;

import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import dev.roocode.base.SystemDisk;
import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import dev.roocode.store.local.IndexFacts;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one workspace. One piece of work at a time; another one waits a little, for
 * somebody who asks does not know of the one on schedule, and is told so then. Nothing is read or
 * written before the first call. Thread-safe.
 *
 * <p>All methods throw {@code Fault}s: {@link Fault.Corrupt} for damage, {@link Fault.Denied} for a
 * missing key, another workspace's snapshots or missing permissions, {@link Fault.DiskFull}, {@link
 * Fault.Busy} while another backup, check or restore is under way; and {@code
 * CancellationException} once cancelled. Then the index and the snapshots are as they were.
 */
public final class Backups {
  private final Place place;
  private final Supplier<Keyring> keys;
  private final BackupSettings settings;
  private final LocalStoreSettings store;
  private final Machine machine;
  private final ReentrantLock turn = new ReentrantLock();

  /** Longer than a snapshot of a large index takes on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What the machine gives; tests bring their own.
   *
   * @param patience how long work waits for other work on the same snapshots
   */
  public record Machine(Disk disk, Ticker ticker, ZoneId zone, Duration patience) {
    public static Machine system() {
      return new Machine(SystemDisk.INSTANCE, Ticker.SYSTEM, ZoneId.systemDefault(), PATIENCE);
    }
  }

  /**
   * A snapshot put together as an index.
   *
   * @param folder that holds it
   */
  public record Prepared(SnapshotId id, IndexFacts facts, Path folder) {}

  @FunctionalInterface
  private interface Work<T> {
    T run(Bench bench) throws IOException;
  }

  /**
   * @param keys reads the keys, or makes the first, when they are needed
   * @param store for looking into copies of the index
   */
  public Backups(
      Place place,
      Supplier<Keyring> keys,
      BackupSettings settings,
      LocalStoreSettings store,
      Machine machine) {
    this.place = place;
    this.keys = keys;
    this.settings = settings;
    this.store = store;
    this.machine = machine;
  }

  /**
   * Makes a snapshot of the index as it is now, reads it back, publishes it, then lets go of those
   * that are superfluous. Without a sound full snapshot an increment becomes a full one.
   */
  public Snapshot create(Kind kind, LocalStore index, Cancellation cancellation) {
    if (index.isReadOnly()) {
      throw new Fault.Busy(
          place.data().toString(),
          "another process writes this index",
          "make the backup there: the editor has a command for it");
    }
    place.demandOutside();
    return inTurn(
        true,
        bench -> {
          SnapshotId made =
              new Making(bench, cancellation).make(kind, index, machine.ticker().now());
          Bench after = bench.with(new Repository(machine.disk(), place).list());
          new Clearing(after, settings).run();
          return new Catalogue(after).of(made);
        });
  }

  /** All snapshots, oldest first; those of the caches last. */
  public List<Snapshot> list() {
    return DiskFaults.told(
        place.folder(),
        () -> {
          List<Snapshot> all = new ArrayList<>(new Catalogue(bench(false)).all());
          all.addAll(caches(bench(false)).listed());
          return all;
        });
  }

  private CacheSnapshots caches(Bench bench) {
    return new CacheSnapshots(bench.vault(), new Repository(machine.disk(), place));
  }

  /**
   * Makes a snapshot of the caches, reads it back, publishes it, then lets go of older ones. It
   * holds nothing that cannot be computed again.
   */
  public Snapshot createCache(byte[] content) {
    place.demandOutside();
    return inTurn(true, bench -> caches(bench).write(content, machine.ticker().now()));
  }

  /** The newest content of the caches that can be read; damage and missing keys mean none. */
  public Optional<byte[]> newestCache() {
    try {
      return DiskFaults.told(place.folder(), () -> caches(bench(false)).newest());
    } catch (Fault e) { // the caches start empty then
      return Optional.empty();
    }
  }

  /** Whether the schedule asks for a snapshot of the caches now. */
  public boolean cacheDue() {
    return settings.automatic()
        && DiskFaults.told(
            place.folder(),
            () ->
                new Timetable(settings)
                    .cacheDue(
                        new Repository(machine.disk(), place).caches(), machine.ticker().now()));
  }

  /** Whether anything is to be made without being asked for. */
  public boolean isAutomatic() {
    return settings.automatic();
  }

  /** The newest snapshot, by its name alone. */
  public Optional<SnapshotId> newest() {
    return names().stream().reduce((a, b) -> b);
  }

  private List<SnapshotId> names() {
    return DiskFaults.told(place.folder(), () -> new Repository(machine.disk(), place).list());
  }

  /** What the schedule asks for now. */
  public Optional<Kind> due() {
    return settings.automatic()
        ? new Timetable(settings).due(names(), machine.ticker().now())
        : Optional.empty();
  }

  /**
   * Reads snapshots as a whole.
   *
   * @param id the only one to check; all, and the index in use, where null
   * @param deep puts each together as an index and looks into that
   */
  public Findings verify(
      @Nullable String id, boolean deep, LocalStore index, Cancellation cancellation) {
    return inTurn(
        false,
        bench -> {
          CacheSnapshots caches = caches(bench);
          if (caches.holds(id)) {
            return caches.check(id);
          }
          SnapshotId only =
              id == null ? null : new Choice.ById(id).among(bench.present(), machine.zone());
          Findings found = new Checking(bench, cancellation).check(only, deep, index);
          return id == null ? found.and(caches.check(null)) : found;
        });
  }

  /** Puts a snapshot together as an index, in a folder of the data folder. */
  public Prepared prepare(Choice choice, Cancellation cancellation) {
    return inTurn(
        false,
        bench -> {
          caches(bench).refuse(choice);
          SnapshotId id = choice.among(bench.present(), machine.zone());
          Path folder = place.data().resolve("restoring");
          machine.disk().deleteFolder(folder);
          machine.disk().createFolder(folder);
          boolean done = false;
          try {
            IndexFacts facts = new Checking(bench, cancellation).restore(id, folder);
            done = true;
            return new Prepared(id, facts, folder);
          } finally {
            if (!done) {
              machine.disk().deleteFolder(folder);
            }
          }
        });
  }

  /** Removes what was put together and did not become a version of the index. */
  public void discard(Prepared prepared) {
    DiskFaults.told(
        prepared.folder(),
        () -> {
          machine.disk().deleteFolder(prepared.folder());
          return prepared;
        });
  }

  /**
   * Puts the newest sound snapshot together as an index, whatever is wrong with newer ones.
   *
   * @param folder empty
   * @return its name; empty where there is none
   */
  public Optional<String> rescue(Path folder) {
    try {
      List<SnapshotId> present = names();
      return present.isEmpty() ? Optional.empty() : inTurn(false, bench -> rescue(bench, folder));
    } catch (Fault e) { // the index is built anew then
      return Optional.empty();
    }
  }

  private static Optional<String> rescue(Bench bench, Path folder) throws IOException {
    for (SnapshotId id : bench.present().reversed()) {
      try {
        new Checking(bench, Cancellation.NEVER).restore(id, folder);
        return Optional.of("the backup " + id);
      } catch (Fault.Corrupt | Fault.Denied | Fault.TooNew | Fault.NotFound e) {
        for (Path file : bench.disk().list(folder)) {
          bench.disk().delete(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Notes that one version of the index takes the place of another, before it does. */
  public void replaces(Path former, Path restored) {
    inTurn(
        false,
        bench -> {
          bench.ledger().replaces(name(former), name(restored));
          return bench;
        });
  }

  private static String name(Path version) {
    return String.valueOf(version.getFileName());
  }

  /**
   * The version folder that the one in use took the place of by a restore.
   *
   * @return empty without one, and once it was let go
   */
  public Optional<Path> former(Path inUse) {
    return DiskFaults.told(
        place.folder(),
        () -> {
          Bench bench = bench(false);
          boolean known = bench.ledger().restored().equals(name(inUse));
          Path former = place.data().resolve(bench.ledger().former());
          return known && !bench.ledger().former().isEmpty() && machine.disk().exists(former)
              ? Optional.of(former)
              : Optional.empty();
        });
  }

  /**
   * Lets go of what undoes a restore, and of what a restore left that never came into use.
   *
   * @param inUse the version folder that has proved itself
   */
  public void settle(Path inUse) {
    former(inUse).ifPresent(this::forget);
    inTurn(
        false,
        bench -> {
          for (Path folder : machine.disk().list(place.data())) {
            boolean later =
                name(folder).matches("v-\\d{6,9}") && name(folder).compareTo(name(inUse)) > 0;
            if (later && Checking.isRestored(machine.disk(), folder)) {
              machine.disk().deleteFolder(folder);
            }
          }
          return bench;
        });
  }

  /** Lets go of a version folder that is no longer needed to undo a restore. */
  public void forget(Path version) {
    inTurn(
        false,
        bench -> {
          bench.ledger().replaces("", "");
          machine.disk().deleteFolder(version);
          return bench;
        });
  }

  private <T> T inTurn(boolean writes, Work<T> work) {
    if (!isMyTurn()) {
      throw new Fault.Busy(
          place.folder().toString(),
          "another backup, check or restore is under way",
          "try again when it is done");
    }
    try {
      return DiskFaults.told(place.folder(), () -> work.run(bench(writes)));
    } finally {
      turn.unlock();
    }
  }

  private boolean isMyTurn() {
    try {
      return turn.tryLock(machine.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Bench bench(boolean writes) throws IOException {
    Repository repository = new Repository(machine.disk(), place);
    Ledger ledger = Ledger.read(place.data(), machine.disk());
    String identity =
        writes ? repository.claim(ledger) : repository.identity(ledger).orElse(ledger.repository());
    Vault vault = new Vault(machine.disk(), keys, place.folder(), identity);
    return new Bench(place, store, vault, ledger, repository.list());
  }
}
