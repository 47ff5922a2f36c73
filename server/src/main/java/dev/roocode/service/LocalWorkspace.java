package dev.roocode.service;

import dev.roocode.answer.Assembly;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.IndexedText;
import dev.roocode.domain.Mentions;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.index.Indexer;
import dev.roocode.index.Pace;
import dev.roocode.store.ChunkStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A workspace whose files and index lie on this machine. */
final class LocalWorkspace implements Workspace {
  private static final int SYMBOLS_MAX = 1_000;

  /** Longer than the pauses between two questions of one train of thought. */
  private static final long REST_MILLIS = 30_000;

  private final WorkspaceSettings settings;
  private final Path data;
  private final ChunkStore store;
  private final Schedule schedule;
  private final Runs runs;
  private final EmbedderHost host;
  private final Yielding yielding;
  private final Edits edits;
  private final RestTimer editTimer;
  private final RestTimer memoryTimer;
  private final Indexing indexing;
  private final Searching searching;
  private final Reading reading;
  private final Asking asking;
  private final UnknownWords unknownWords;
  private final Keeping keeping;
  private final Optional<Keeper> keeper;
  private final Standing standing;
  private final StatusBoard board;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private volatile Roots roots;
  private boolean closed;

  LocalWorkspace(RootFolders folders, Parts parts) {
    this.settings = parts.settings();
    this.data = parts.data();
    this.store = parts.store();
    this.schedule = parts.schedule();
    this.keeper = parts.keeper();
    this.roots = Roots.of(folders, settings, data);
    this.runs = new Runs(this::touch);
    this.host = new EmbedderHost(parts, this::touch);
    Pace pace = new Pace(settings.index(), parts.ticker());
    this.yielding =
        new Yielding(
            settings.index(),
            schedule,
            parts.signs(),
            now -> {
              pace.aside(now);
              host.aside(now);
              touch();
            });
    Indexer indexer = new Indexer(store, new Chunker(settings.chunk()), settings.index(), pace);
    this.edits =
        new Edits(indexer, (path, file) -> roots.belongs(path, store.stamp(path).isPresent()));
    this.editTimer = restTimer(parts, settings.service().editDelayMillis(), this::flush);
    this.memoryTimer = restTimer(parts, REST_MILLIS, LocalWorkspace::giveMemoryBack);
    this.indexing =
        new Indexing(parts, new Indexing.Crew(indexer, host, runs, yielding), () -> roots);
    Freshness freshness =
        new Freshness(
            path -> roots.folders().real(path), edits::held, settings.scan().maxFileBytes());
    this.searching = new Searching(parts, host, freshness, indexing::coverage);
    this.reading = new Reading(store, freshness, searching::epoch);
    this.asking = new Asking(parts, searching);
    this.unknownWords = UnknownWords.of(data, settings);
    this.keeping = new Keeping(parts, host, runs, indexing, this::touch);
    this.standing =
        new Standing(
            parts,
            host,
            runs,
            indexing,
            new Standing.Background(edits::trouble, keeping::trouble, yielding::pause));
    this.board =
        new StatusBoard(
            this::status, schedule, parts.ticker(), settings.service().statusIntervalMillis());
  }

  private RestTimer restTimer(Parts parts, long delayMillis, Runnable rested) {
    return new RestTimer(
        parts.schedule(), parts.ticker(), delayMillis, () -> runs.background(rested));
  }

  private void touch() {
    board.changed();
    memoryTimer.moved();
  }

  /**
   * What loading and searching left behind is a third of the heap (BENCHMARKS.md), and only a whole
   * collection gives it back to the machine.
   */
  private static void giveMemoryBack() {
    System.gc();
  }

  @Override
  public void start() {
    using(() -> {
      standing.started();
      yielding.start();
      indexing.start();
      keeping.start();
      return null;
    });
  }

  @Override
  public Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation) {
    return using(() -> keeping.backUp(kind, cancellation));
  }

  @Override
  public List<Snapshot> backups() {
    return using(keeping::list);
  }

  @Override
  public Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    return using(() -> keeping.verify(id, deep, cancellation));
  }

  @Override
  public Restored restore(Choice choice, Cancellation cancellation) {
    return using(() -> keeping.restore(choice, cancellation));
  }

  @Override
  public Restored undoRestore() {
    return using(keeping::undo);
  }

  @Override
  public SearchResult search(Query query, Cancellation cancellation) {
    return using(() -> runs.untilClosed(cancellation, either -> searchNow(query, either)));
  }

  private SearchResult searchNow(Query query, Cancellation cancellation) {
    edits.flush();
    memoryTimer.moved();
    unknownWords.note(query.text());
    return searching.search(query, standing.problems(), cancellation);
  }

  private void flush() {
    edits.flush();
    host.wake();
    touch();
  }

  @Override
  public Answer ask(Ask ask, Consumer<String> partial, Cancellation cancellation) {
    return using(() ->
        runs.untilClosed(
            cancellation, either -> asking.ask(ask, this::searchNow, partial, either)));
  }

  @Override
  public Assembly assemble(String question, OptionalInt budgetTokens, Cancellation cancellation) {
    return using(() ->
        runs.untilClosed(
            cancellation,
            either -> asking.assemble(question, budgetTokens, this::searchNow, either)));
  }

  @Override
  public CheckedText verifyAnswer(String promptHash, String text) {
    return using(() -> asking.verify(promptHash, text));
  }

  @Override
  public ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation) {
    return using(() -> {
      standing.started();
      return indexing.reindex(request, progress, cancellation);
    });
  }

  @Override
  public Status status() {
    return using(() -> standing.status(roots.folders().folders()));
  }

  @Override
  public Explanation explain(Path file) {
    return using(() -> {
      Roots now = roots;
      Optional<FilePath> path = now.folders().name(file);
      boolean indexed = path.flatMap(store::stamp).isPresent();
      return now.scanner().explain(path.map(now.folders()::real).orElse(file), indexed);
    });
  }

  @Override
  public List<Symbol> outline(Path file) {
    return using(() -> {
      FilePath path = roots.folders().name(file).orElseThrow(() -> notIndexed(file));
      if (store.stamp(path).isEmpty()) {
        throw notIndexed(file);
      }
      return store.outline(path);
    });
  }

  private static Fault notIndexed(Path file) {
    return new Fault.NotFound(file.toString(), "is not in the index", "ask explain for the reason");
  }

  @Override
  public List<SymbolHit> symbols(String text, int limit) {
    return using(() -> store.symbols(text, Math.clamp(limit, 1, SYMBOLS_MAX)));
  }

  @Override
  public FilePath find(String path) {
    return using(() -> reading.find(path, roots.folders().roots()));
  }

  @Override
  public IndexedText text(FilePath path) {
    return using(() -> {
      edits.flush();
      return reading.text(path);
    });
  }

  @Override
  public Mentions mentions(String word, int limit, Cancellation cancellation) {
    return using(() ->
        runs.untilClosed(
            cancellation,
            either -> {
              edits.flush();
              return reading.mentions(word, limit, either);
            }));
  }

  @Override
  public void edit(Path file, String text) {
    using(() -> {
      Optional<FilePath> path = roots.folders().name(file);
      if (path.isPresent() && !store.isReadOnly()) {
        edits.put(path.get(), roots.folders().real(path.get()), text);
        editTimer.moved();
      }
      return null;
    });
  }

  @Override
  public void release(Path file) {
    using(() -> {
      roots.folders().name(file).ifPresent(edits::release);
      indexing.changed(List.of(file));
      return null;
    });
  }

  @Override
  public void changed(Collection<Path> files) {
    using(() -> {
      indexing.changed(files);
      return null;
    });
  }

  @Override
  public void roots(List<Path> folders) {
    using(() -> {
      synchronized (this) {
        roots = Roots.of(roots.folders().change(folders), settings, data);
      }
      indexing.start();
      touch();
      return null;
    });
  }

  @Override
  public Path locate(FilePath path) {
    return roots.folders().locate(path);
  }

  @Override
  public void whenWritable(Runnable free) {
    keeper.ifPresent(known -> Succession.await(known, schedule, free));
  }

  @Override
  public void onStatus(Consumer<Status> listener) {
    board.add(listener);
  }

  /** Nothing is closed while it is used. */
  private <T> T using(Supplier<T> action) {
    life.readLock().lock();
    try {
      if (closed) {
        throw Runs.closed();
      }
      return action.get();
    } finally {
      life.readLock().unlock();
    }
  }

  /** Ends all requests, then the background, then the embedder, then the store. */
  @Override
  public void close() {
    runs.cancelAll();
    life.writeLock().lock();
    try (store;
        unknownWords;
        keeping;
        asking;
        host;
        runs;
        schedule) {
      board.close();
      closed = true;
    } finally {
      life.writeLock().unlock();
    }
  }
}
