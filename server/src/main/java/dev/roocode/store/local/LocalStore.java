package dev.roocode.store.local;

import dev.roocode.base.Disk;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Committed;
import dev.roocode.store.Counts;
import dev.roocode.store.FileFilter;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.Matches;
import dev.roocode.store.PendingText;
import dev.roocode.store.StoredChunk;
import dev.roocode.store.TermQuery;
import dev.roocode.store.local.OpenVersion.Done;
import dev.roocode.store.local.VectorTable.Model;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store on one machine: SQLite is the truth; terms, postings and vectors in memory are derived
 * from it and follow every commit. Thread-safe.
 *
 * <p>The first to open a data folder writes; any further one, of this process or another, reads and
 * follows the writer at the start of each call. A damaged index is set aside when it is opened,
 * never deleted, and an empty one takes its place ({@link #recovered}).
 */
public final class LocalStore implements ChunkStore {
  private final Opening opening;

  private LocalStore(Opening opening) {
    this.opening = opening;
  }

  /**
   * Opens, or creates, the index of a data folder.
   *
   * @throws Fault.Denied when the folder cannot be written and holds no index to read
   * @throws Fault.TooNew when a newer program wrote it; nothing is touched
   * @throws Fault.NotReady when another process is just creating it
   */
  public static LocalStore open(Path data, LocalStoreSettings settings, Ticker clock) {
    return open(data, settings, clock, Rescue.NONE);
  }

  /**
   * The same, where a damaged index may be replaced by a sound one.
   *
   * @param rescue is asked when the index was found damaged
   */
  public static LocalStore open(
      Path data, LocalStoreSettings settings, Ticker clock, Rescue rescue) {
    return new LocalStore(Opening.of(data, settings, clock, Connector.SQLITE, rescue));
  }

  static LocalStore open(
      Path data, LocalStoreSettings settings, Ticker clock, Connector connector) {
    return new LocalStore(Opening.of(data, settings, clock, connector, Rescue.NONE));
  }

  /** What was found damaged and set aside when this store was opened. */
  public Optional<Problem> recovered() {
    return opening.recovered();
  }

  /**
   * Copies the index, as of one moment, to a new file, beside whoever reads and writes.
   *
   * @throws Fault.DiskFull when there is no space; what was written of it is left behind
   */
  public void copyTo(Path file) {
    opening
        .version()
        .read(database -> {
          database.copyTo(file);
          return file;
        });
  }

  /** A check of a copy has found damage: the next start sets this index aside. */
  public void condemn() {
    opening.version().condemn();
  }

  /** The version folder in use. */
  public Path versionFolder() {
    return opening.version().folder();
  }

  /**
   * Opens another index, so that it can take the place of the one in use.
   *
   * @param folder beside the version folders; becomes the next of them, or is one already. Removed
   *     where it was none and cannot be opened
   * @throws Fault.Busy when another process writes
   */
  public Replacement replacement(Path folder, Disk disk) {
    return opening.replacement(folder, writable().mirror().generation() + 1, disk);
  }

  @Override
  public boolean isReadOnly() {
    return opening.isReadOnly();
  }

  /** Whether this store only reads, and one that is opened now would write. */
  public boolean couldWrite() {
    return opening.couldWrite();
  }

  private Mirror mirror() {
    return opening.version().mirror();
  }

  private OpenVersion writable() {
    if (opening.isReadOnly()) {
      throw new Fault.Busy(
          opening.folder().toString(),
          "another process writes this index; here it can only be read",
          "use the other one, or end it");
    }
    return opening.version();
  }

  @Override
  public long generation() {
    return mirror().generation();
  }

  @Override
  public Map<FilePath, FileStamp> stamps() {
    return opening.version().read(database -> new ChunkReader(database).stamps());
  }

  @Override
  public Optional<FileStamp> stamp(FilePath path) {
    return opening.version().read(database -> new ChunkReader(database).stamp(path));
  }

  @Override
  public FileUpdate prepare(FileUpdate update) {
    return update instanceof FileUpdate.Replace replace ? ReadyFile.of(replace) : update;
  }

  @Override
  public Committed commit(List<FileUpdate> updates) {
    OpenVersion version = writable();
    List<FileUpdate> ready = updates.stream().map(this::prepare).toList();
    return version.change((database, mirror, generation) -> {
      VectorTable vectors = new VectorTable(database);
      vectors.dropOthers();
      FileWriter writer = new FileWriter(database, vectors, mirror.text().vocabulary(), generation);
      ready.forEach(writer::apply);
      writer.finish();
      if (writer.orphans() > 0) {
        vectors.prune(opening.settings().unused(mirror.contents()));
      }
      vectors.settle();
      Committed committed =
          new Committed(generation, writer.chunks(), writer.queued(), writer.reused());
      return new Done<>(committed, new Mirror.Change(writer.removedFiles(), Set.of()));
    });
  }

  @Override
  public void restamp(Map<FilePath, FileStamp> stamps) {
    writable()
        .touch(database ->
            stamps.forEach((path, stamp) ->
                database.update(
                    "UPDATE files SET size=?, modified=?, hash=? WHERE root=? AND path=?",
                    stamp.sizeBytes(),
                    stamp.modifiedNanos(),
                    database.fields().hash(stamp.hash().bytes()),
                    ChunkReader.root(database, path),
                    ChunkReader.relative(database, path))));
  }

  @Override
  public void useModel(String modelName, int dimensions) {
    useModel(writable(), modelName, dimensions);
  }

  static void useModel(OpenVersion version, String modelName, int dimensions) {
    Optional<Model> inForce = version.read(db -> new VectorTable(db).model(Meta.MODEL));
    if (inForce
        .filter(m -> m.name().equals(modelName) && m.dimensions() == dimensions)
        .isPresent()) {
      return;
    }
    version.change((database, mirror, generation) -> {
      VectorTable vectors = new VectorTable(database);
      vectors.use(vectors.model(modelName, dimensions), generation);
      vectors.settle();
      return new Done<>(true, new Mirror.Change(Set.of(), Set.of()));
    });
  }

  @Override
  public Optional<String> answeringModel() {
    return mirror().answering().map(Model::name);
  }

  @Override
  public List<PendingText> pending(int limit, Instant now) {
    return opening
        .version()
        .read(database -> new ChunkReader(database).pending(limit, now.toEpochMilli()));
  }

  @Override
  public List<PendingText> pending(Collection<ContentHash> hashes, Instant now) {
    List<ContentHash> copy = new ArrayList<>(hashes);
    return opening
        .version()
        .read(database -> new ChunkReader(database).pending(copy, now.toEpochMilli()));
  }

  @Override
  public void attach(Map<ContentHash, float[]> vectors) {
    writable()
        .change((database, mirror, generation) -> {
          VectorTable table = new VectorTable(database);
          Set<Integer> attached = table.attach(vectors);
          table.settle();
          return new Done<>(true, new Mirror.Change(Set.of(), attached));
        });
  }

  @Override
  public void postpone(Collection<ContentHash> hashes, Instant notBefore) {
    List<ContentHash> copy = new ArrayList<>(hashes);
    writable()
        .touch(database -> new VectorTable(database).postpone(copy, notBefore.toEpochMilli()));
  }

  @Override
  public Matches match(TermQuery terms, FileFilter filter, int limit) {
    return mirror().match(terms, filter, limit);
  }

  @Override
  public Matches nearest(float[] query, FileFilter filter, int limit) {
    return mirror().nearest(query, filter, limit);
  }

  @Override
  public List<StoredChunk> chunks(long[] ids) {
    return opening.version().read(database -> new ChunkReader(database).chunks(ids));
  }

  @Override
  public List<StoredChunk> chunksOf(FilePath path) {
    return opening.version().read(database -> new ChunkReader(database).chunksOf(path));
  }

  @Override
  public List<Symbol> outline(FilePath path) {
    return opening.version().read(database -> new SymbolTable(database).outline(path));
  }

  @Override
  public List<SymbolHit> symbols(String text, int limit) {
    OpenVersion version = opening.version();
    return version.read(database -> new SymbolSearch(database, version.names()).find(text, limit));
  }

  @Override
  public Counts counts() {
    return mirror().counts();
  }

  @Override
  public long sizeBytes() {
    return opening.version().sizeBytes();
  }

  @Override
  public void close() {
    opening.close();
  }
}
