package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import dev.roocode.base.SystemDisk;
import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import dev.roocode.store.StoredChunk;
import dev.roocode.store.local.IndexFile;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import dev.roocode.store.local.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An index, its backups, and a clock that the test moves. */
final class Kept implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  final Path data;
  final Path workspace;
  final BackupSettings settings;
  final Disk disk;
  Instant now = START;
  LocalStore store;
  Backups backups;

  private final boolean sealed;

  private Kept(Path root, BackupSettings settings, Disk disk) {
    this(root, settings, disk, false);
  }

  private Kept(Path root, BackupSettings settings, Disk disk, boolean sealed) {
    this.sealed = sealed;
    this.data = root.resolve("data");
    this.workspace = root.resolve("workspace");
    this.settings = settings;
    this.disk = disk;
    this.backups = backupsOf(data);
    this.store = LocalStore.open(data, storeSettings(data), Ticker.SYSTEM, backups::rescue);
  }

  /** An encrypted index. */
  static Kept sealed(Path root) {
    return new Kept(root, BackupSettings.DEFAULTS, SystemDisk.INSTANCE, true);
  }

  private LocalStoreSettings storeSettings(Path folder) {
    Sealing sealing = new Sealing(sealed, () -> Keyring.open(folder));
    return LocalStoreSettings.DEFAULTS.withSealing(sealed ? sealing : Sealing.OFF);
  }

  static Kept in(Path root) {
    return new Kept(root, BackupSettings.DEFAULTS, SystemDisk.INSTANCE);
  }

  static Kept in(Path root, BackupSettings settings) {
    return new Kept(root, settings, SystemDisk.INSTANCE);
  }

  static Kept in(Path root, BackupSettings settings, Disk disk) {
    return new Kept(root, settings, disk);
  }

  static Kept in(Path root, Disk disk) {
    return new Kept(root, BackupSettings.DEFAULTS, disk);
  }

  Backups backupsOf(Path folder) {
    return backupsOf(folder, Duration.ZERO);
  }

  /**
   * @param patience with other work on the snapshots
   */
  Backups backupsOf(Path folder, Duration patience) {
    Place place = Place.of(folder, List.of(workspace), settings, 7);
    Ticker clock =
        new Ticker() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public long nanos() {
            return 0;
          }
        };
    return new Backups(
        place,
        () -> Keyring.open(folder),
        settings,
        storeSettings(folder),
        new Backups.Machine(disk, clock, ZoneOffset.UTC, patience));
  }

  void reopen() {
    store.close();
    openAgain();
  }

  void openAgain() {
    store = LocalStore.open(data, storeSettings(data), Ticker.SYSTEM, backups::rescue);
  }

  /** Indexes files whose text is their name with a version, with vectors. */
  Kept index(int files, String version) {
    List<FileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      updates.add(file(i, version));
    }
    store.useModel("model", Samples.DIMENSIONS);
    store.commit(updates);
    attach(store);
    return this;
  }

  Kept change(int number, String version) {
    store.commit(List.of(file(number, version)));
    attach(store);
    return this;
  }

  private static FileUpdate.Replace file(int number, String version) {
    String text = "file " + number + " in version " + version;
    return Samples.file(
        FilePath.of("dir/file" + number + ".txt"), text, text + " second", "shared");
  }

  static void attach(ChunkStore store) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(10_000, START)) {
      vectors.put(text.hash(), Samples.vector(text.hash().toString()));
    }
    store.attach(vectors);
  }

  Snapshot backUp(Kind kind) {
    now = now.plus(Duration.ofMinutes(1));
    return backups.create(kind, store, Cancellation.NEVER);
  }

  SnapshotId full() {
    return backUp(Kind.FULL).id();
  }

  SnapshotId increment() {
    return backUp(Kind.INCREMENTAL).id();
  }

  Path folder() {
    return data.resolve("backups");
  }

  Path file(SnapshotId id) {
    return folder().resolve(id.fileName());
  }

  Backups.Prepared prepare(SnapshotId id) {
    return backups.prepare(new Choice.ById(id.toString()), Cancellation.NEVER);
  }

  /** Everything that an index says of its files. */
  static Map<String, String> content(ChunkStore store) {
    Map<String, String> content = new TreeMap<>();
    store
        .stamps()
        .forEach((path, stamp) -> {
          List<String> chunks =
              store.chunksOf(path).stream().map(StoredChunk::chunk).map(Object::toString).toList();
          content.put(path.toString(), stamp + " " + chunks + " " + store.outline(path));
        });
    return content;
  }

  Map<String, String> content() {
    return content(store);
  }

  /** The same of an index that was put together. */
  static Map<String, String> content(Path folder, Path scratch) throws IOException {
    Path version = scratch.resolve("v-000001");
    Files.createDirectories(version);
    Files.copy(folder.resolve(IndexFile.NAME), version.resolve(IndexFile.NAME));
    Files.writeString(scratch.resolve("CURRENT"), "v-000001\n");
    try (LocalStore opened = LocalStore.open(scratch, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM)) {
      assertEquals(true, opened.recovered().isEmpty(), "the restored index was opened as it is");
      return content(opened);
    }
  }

  List<String> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder())) {
      return entries.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
