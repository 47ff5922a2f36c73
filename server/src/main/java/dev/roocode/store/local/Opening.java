package dev.roocode.store.local;

import dev.roocode.base.AtomicFile;
import dev.roocode.base.Disk;
import dev.roocode.base.SystemDisk;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.store.local.Connector.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the version folder that {@code CURRENT} names: to write where the lock is free, else to
 * read. Whoever reads goes along when the writer starts a new version. Thread-safe.
 */
final class Opening implements AutoCloseable {
  private final DataFolder folder;
  private final LocalStoreSettings settings;
  private final Ticker clock;
  private final Connector connector;
  private final Rescue rescue;
  private @Nullable WriterLock lock;
  private @Nullable Problem recovered;
  private volatile @Nullable OpenVersion version;

  private Opening(
      Path data, LocalStoreSettings settings, Ticker clock, Connector connector, Rescue rescue) {
    this.folder = new DataFolder(data);
    this.settings = settings;
    this.clock = clock;
    this.connector = connector;
    this.rescue = rescue;
  }

  static Opening of(
      Path data, LocalStoreSettings settings, Ticker clock, Connector connector, Rescue rescue) {
    Opening opening = new Opening(data, settings, clock, connector, rescue);
    boolean done = false;
    try {
      opening.open();
      done = true;
    } catch (IOException e) {
      throw DataFolder.fault(data, e);
    } finally {
      if (!done) {
        opening.close();
      }
    }
    return opening;
  }

  private void open() throws IOException {
    if (canWrite()) {
      Optional<Path> current = folder.current();
      version = current.isPresent() ? openOrRecover(current.get()) : fresh();
    } else {
      version = openToRead();
    }
  }

  /** Takes the lock. On media that cannot be written an index that is there can still be read. */
  private boolean canWrite() throws IOException {
    try {
      folder.create();
      lock = WriterLock.take(folder.path()).orElse(null);
      return lock != null;
    } catch (IOException e) {
      if (Files.isDirectory(folder.path()) && folder.current().isPresent()) {
        return false;
      }
      throw e;
    }
  }

  private OpenVersion openOrRecover(Path current) throws IOException {
    try {
      return load(current, Access.WRITE);
    } catch (Fault.Corrupt e) {
      Path aside = folder.setAside(current, clock.now());
      Optional<OpenVersion> rescued = rescued(aside);
      return rescued.isPresent() ? rescued.get() : anew(aside);
    }
  }

  private OpenVersion anew(Path aside) throws IOException {
    note("is built anew", aside);
    return fresh();
  }

  private void note(String mend, Path aside) {
    recovered =
        new Problem(
            aside.resolveSibling(OpenVersion.FILE).toString(),
            "damaged",
            "The index was damaged and %s; the damaged one was set aside as %s."
                .formatted(mend, aside.getFileName()));
  }

  /** An index from elsewhere, in place of the damaged one; empty where none can be opened. */
  private Optional<OpenVersion> rescued(Path aside) throws IOException {
    Path prepared = folder.scratch();
    Optional<String> origin = rescue.into(prepared);
    if (origin.isEmpty()) {
      DataFolder.discard(prepared);
      return Optional.empty();
    }
    Path next = folder.adopt(prepared, SystemDisk.INSTANCE);
    try {
      OpenVersion loaded = load(next, Access.WRITE);
      folder.use(next);
      note("was restored from " + origin.get(), aside);
      return Optional.of(loaded);
    } catch (Fault.Corrupt | Fault.TooNew e) {
      DataFolder.discard(next);
      return Optional.empty();
    }
  }

  /** Opens an index that is to take the place of the one in use. */
  Replacement replacement(Path prepared, long generation, Disk disk) {
    boolean done = false;
    Path next = prepared;
    try {
      next = folder.adopt(prepared, disk);
      Path file = next.resolve(OpenVersion.FILE);
      SqlFaults faults = new SqlFaults(file, false);
      try (Database raised = new Database(connector, file, Access.WRITE, settings, faults)) {
        Schema.CURRENT.check(raised, file.toString());
        Schema.CURRENT.migrate(raised);
        Meta.GENERATION.write(raised, Math.max(generation, 1 + Meta.GENERATION.read(raised)));
      }
      Replacement ready = new Replacement(this, load(next, Access.WRITE), disk);
      done = true;
      return ready;
    } catch (IOException e) {
      throw DataFolder.fault(folder.path(), e);
    } finally {
      if (!done && !next.equals(prepared)) {
        remove(next, disk);
      }
    }
  }

  private static void remove(Path version, Disk disk) {
    try {
      disk.deleteFolder(version);
    } catch (IOException e) {
      throw DataFolder.fault(version, e);
    }
  }

  /** From now on another version is the one that is opened. */
  void note(OpenVersion next, Disk disk) throws IOException {
    boolean done = false;
    try {
      folder.use(next.folder(), disk);
      done = true;
    } finally {
      if (!done) {
        folder.use(version().folder()); // the rename may have happened all the same
      }
    }
  }

  /** Puts another version in use. */
  OpenVersion exchange(OpenVersion next) {
    OpenVersion former = version();
    version = next;
    return former;
  }

  private OpenVersion fresh() throws IOException {
    Path next = folder.nextVersion();
    Path file = Files.createFile(next.resolve(OpenVersion.FILE));
    DataFolder.makePrivate(file);
    OpenVersion made = new OpenVersion(next, Access.WRITE, settings, connector);
    boolean done = false;
    try {
      made.prepare(Schema.CURRENT);
      AtomicFile.write(
          next.resolve("meta.json"),
          "{\"format\": %d, \"created\": \"%s\"}\n"
              .formatted(Schema.CURRENT.version(), clock.now()));
      folder.use(next);
      done = true;
      return made;
    } finally {
      if (!done) {
        made.close();
        DataFolder.discard(next);
      }
    }
  }

  private OpenVersion load(Path current, Access access) throws IOException {
    Path file = current.resolve(OpenVersion.FILE);
    SqlFaults faults = new SqlFaults(file, false);
    if (!Files.exists(file) || Files.size(file) == 0) {
      throw faults.corrupt("the file is missing or empty", null);
    }
    if (SqlFaults.isMarked(file) && access == Access.WRITE) {
      throw faults.corrupt("it was found damaged while it was in use", null);
    }
    Access looking = access == Access.WRITE ? Access.READ : access;
    try (Database look = new Database(connector, file, looking, settings, faults)) {
      Schema.CURRENT.check(look, file.toString());
      int format = Schema.versionOf(look);
      if (format < Schema.CURRENT.version() && access != Access.WRITE) {
        throw new Fault.Unavailable(
            file.toString(),
            "has the older format " + format + ", which must be brought up to date first",
            "end the process that writes it, then try again");
      }
    }
    OpenVersion loaded = new OpenVersion(current, access, settings, connector);
    boolean done = false;
    try {
      loaded.prepare(Schema.CURRENT);
      done = true;
      return loaded;
    } finally {
      if (!done) {
        loaded.close();
      }
    }
  }

  private OpenVersion openToRead() throws IOException {
    Path current =
        folder
            .current()
            .orElseThrow(() ->
                new Fault.NotReady(
                    folder.path().toString(),
                    "another process is just creating the index",
                    "try again in a moment"));
    try {
      return load(current, Access.READ);
    } catch (Fault.Unavailable | Fault.Denied e) {
      return load(current, Access.IMMUTABLE);
    }
  }

  boolean isReadOnly() {
    return lock == null;
  }

  /** The lock is given back at once: whoever opens the folder next takes it. */
  boolean couldWrite() {
    if (!isReadOnly()) {
      return false;
    }
    try {
      Optional<WriterLock> free = WriterLock.take(folder.path());
      if (free.isPresent()) {
        free.get().close();
      }
      return free.isPresent();
    } catch (IOException e) {
      return false; // the folder itself cannot be written
    }
  }

  Path folder() {
    return folder.path();
  }

  LocalStoreSettings settings() {
    return settings;
  }

  Optional<Problem> recovered() {
    return Optional.ofNullable(recovered);
  }

  /** The version in use now. */
  OpenVersion version() {
    OpenVersion open = version;
    if (open == null) {
      throw new Fault.Unavailable(
          folder.path().toString(), "the index is closed", "open the workspace again");
    }
    return isReadOnly() ? followed(open) : open;
  }

  private OpenVersion followed(OpenVersion open) {
    try {
      Optional<Path> current = folder.current();
      if (current.isEmpty() || current.get().equals(open.folder())) {
        return open;
      }
      synchronized (this) {
        OpenVersion now = version;
        if (now == open) {
          now = openToRead();
          version = now;
          open.close();
        }
        return now == null ? open : now;
      }
    } catch (IOException e) {
      throw DataFolder.fault(folder.path(), e);
    }
  }

  @Override
  public void close() {
    OpenVersion open = version;
    version = null;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      release();
    }
  }

  private void release() {
    WriterLock held = lock;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        throw DataFolder.fault(folder.path(), e);
      }
    }
  }
}
