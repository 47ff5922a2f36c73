package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import dev.roocode.store.local.Connector.Access;
import dev.roocode.store.local.VectorTable.Model;
import dev.roocode.vector.VectorIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A version folder in use: its database and what memory derives from it. One thread at a time
 * writes or follows; readers have connections of their own. Thread-safe.
 */
final class OpenVersion implements AutoCloseable {
  /** The work of one transaction. */
  @FunctionalInterface
  interface Work<T> {
    Done<T> run(Database database, Mirror mirror, long generation);
  }

  /** What a transaction gives back, and what it changed. */
  record Done<T>(T value, Mirror.Change change) {}

  static final String FILE = "index.db";

  /** Pages that a close gives back to the system at most: 80 MB, some tenths of a second. */
  private static final int VACUUM_PAGES = 20_000;

  private final Path folder;
  private final boolean readOnly;
  private final LocalStoreSettings settings;
  private final SqlFaults faults;
  private final Database main;
  private final Readers readers;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Mirror mirror;
  private final NameList names = new NameList();
  private volatile Fields fields = Fields.PLAIN;
  private volatile boolean suspect;
  private boolean marked;

  OpenVersion(Path folder, Access access, LocalStoreSettings settings, Connector connector) {
    Path file = folder.resolve(FILE);
    this.folder = folder;
    this.readOnly = access != Access.WRITE;
    this.settings = settings;
    this.faults = new SqlFaults(file, access == Access.WRITE);
    this.main = database(connector, file, access);
    Access reading = access == Access.WRITE ? Access.READ : access;
    this.readers = new Readers(settings.readers(), () -> database(connector, file, reading));
    this.mirror = new Mirror(this::index);
  }

  private Database database(Connector connector, Path file, Access access) {
    return new Database(connector, file, access, settings, faults).with(() -> fields);
  }

  private VectorIndex index(Model model) {
    return new VectorIndex(
        model.dimensions(), settings.vector(), new StoredVectors(readers, model), folder);
  }

  Path folder() {
    return folder;
  }

  /** The names of definitions, where they are sealed. */
  NameList names() {
    return names;
  }

  /** Reads rows, as of the newest commit. */
  <T> T read(Function<Database, T> reading) {
    return readers.read(reading);
  }

  /** The memory, up to date: where others write, or after a fault, it is compared with the disk. */
  Mirror mirror() {
    if (readOnly || suspect) {
      turn.lock();
      try {
        follow();
      } finally {
        turn.unlock();
      }
    }
    return mirror;
  }

  private void follow() {
    Mirror known = mirror;
    boolean otherForm = Meta.SEALED.read(main) != fields.mark();
    if (otherForm) {
      fields = stored();
    }
    if (otherForm || known.isBroken() || known.swept() != Meta.SWEPT.read(main)) {
      known = new Mirror(this::index);
    }
    if (Meta.GENERATION.read(main) != known.generation()) {
      Mirror target = known;
      main.snapshot(() -> target.follow(main, null));
    }
    mirror = known;
    suspect = false;
  }

  /** Runs and counts one transaction, then lets the memory follow. */
  <T> T change(Work<T> work) {
    turn.lock();
    boolean followed = false;
    try {
      Mirror known = mirror();
      @Nullable Done<T>[] done = newArray();
      main.write(() -> {
        long generation = Meta.GENERATION.read(main) + 1;
        markUnclean();
        done[0] = work.run(main, known, generation);
        Meta.GENERATION.write(main, generation);
      });
      marked = true;
      Done<T> result = Objects.requireNonNull(done[0]);
      known.follow(main, result.change());
      followed = true;
      return result.value();
    } finally {
      suspect |= !followed;
      turn.unlock();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> @Nullable Done<T>[] newArray() {
    return new Done[1];
  }

  /** Runs one transaction that changes no answer. */
  void touch(Consumer<Database> work) {
    turn.lock();
    try {
      main.write(() -> {
        markUnclean();
        work.accept(main);
      });
      marked = true;
    } finally {
      turn.unlock();
    }
  }

  /** With the first change, so that opening alone writes nothing. */
  private void markUnclean() {
    if (!marked) {
      Meta.CLEAN.write(main, 0);
    }
  }

  /** Makes the tables of this version, or brings older ones up to date, and reads all. */
  void prepare(Schema schema) {
    turn.lock();
    try {
      if (readOnly) {
        follow();
        return;
      }
      schema.migrate(main);
      Meta.check(main);
      if (Meta.CLEAN.read(main) == 0) {
        check();
      }
      seal();
      main.write(() -> new VectorTable(main).dropOthers());
      new TermSweep(main).run(settings.sweepTerms());
      mirror.load(main, readers);
    } finally {
      turn.unlock();
    }
  }

  /** The form of the values as they are. */
  private Fields stored() {
    long mark = Meta.SEALED.read(main);
    return mark == 0
        ? Fields.PLAIN
        : SealedFields.of(mark, settings.sealing().keys().get(), faults);
  }

  /** Brings the values into the form that is wanted. */
  private void seal() {
    Fields now = stored();
    Fields wanted =
        settings.sealing().wanted()
            ? SealedFields.active(settings.sealing().keys().get(), faults)
            : Fields.PLAIN;
    if (now.mark() != wanted.mark()) {
      new Resealing(main, now, wanted).run();
    }
    fields = wanted;
    Resealing.scrub(main);
  }

  /** Reads every page; after a crash of the machine SQLite's own recovery may not be enough. */
  private void check() {
    main.each(
        "PRAGMA quick_check(1)",
        row -> {
          if (!row.getString(1).equals("ok")) {
            throw faults.corrupt(row.getString(1), null);
          }
        });
  }

  /** A check of a copy has found damage: the next start sets this index aside. */
  void condemn() {
    faults.mark();
  }

  long sizeBytes() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(OpenVersion::size).sum();
    } catch (IOException e) {
      throw DataFolder.fault(folder, e);
    }
  }

  /** Files of SQLite come and go beside the walk. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (!readOnly && !faults.damaged()) {
        tidy();
      }
    } finally {
      readers.close();
      mirror.close();
      main.close();
      turn.unlock();
    }
  }

  /** Nothing is lost where this fails: the next start checks the file and derives the rest anew. */
  private void tidy() {
    try {
      if (!suspect && !mirror.isBroken()) {
        mirror.save();
      }
      long free = main.number("PRAGMA freelist_count");
      if (free * 4 > main.number("PRAGMA page_count")) {
        main.write(() -> giveBack(Math.min(free, VACUUM_PAGES)));
      }
      if (marked) {
        Meta.CLEAN.write(main, 1);
      }
      main.each("PRAGMA wal_checkpoint(TRUNCATE)", row -> {});
    } catch (Fault e) {
      suspect = true;
    }
  }

  /** The driver steps this statement only once, which is one page. */
  private void giveBack(long pages) {
    for (long page = 0; page < pages; page++) {
      main.execute("PRAGMA incremental_vacuum(1)");
    }
  }
}
