package dev.roocode.index;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.redact.Redacted;
import dev.roocode.redact.Redactor;
import dev.roocode.scan.ChangeSet;
import dev.roocode.scan.FileRead;
import dev.roocode.scan.Scan;
import dev.roocode.scan.ScannedFile;
import dev.roocode.scan.Scanner;
import dev.roocode.scan.SourceText;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileUpdate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store's text up to date with the disk and with what editors hold; the vectors follow
 * through {@link EmbeddingLoop}. Every batch is complete in itself, so that a run may be cancelled
 * or killed anywhere and the next goes on where it stopped.
 *
 * <p>Thread-safe, but two runs at a time would do the same work twice: the caller lets one run at a
 * time. All methods throw the store's faults; what was written before is intact.
 */
public final class Indexer {
  private final ChunkStore store;
  private final Chunker chunker;

  /** More files that change at once were not saved by hand, and take their time. */
  private static final int SAVED_MAX = 20;

  private final IndexSettings settings;
  private final Pace pace;
  private final Writer writer;

  public Indexer(ChunkStore store, Chunker chunker, IndexSettings settings) {
    this(store, chunker, settings, new Pace(settings, Ticker.SYSTEM));
  }

  /**
   * @param pace of whole workspaces; a few changed files are cut as fast as it goes
   */
  public Indexer(ChunkStore store, Chunker chunker, IndexSettings settings, Pace pace) {
    this.pace = pace;
    this.store = store;
    this.chunker = chunker;
    this.settings = settings;
    this.writer = new Writer(store);
  }

  /**
   * Walks the workspace and indexes what changed.
   *
   * @throws CancellationException once cancelled; the batches written so far stay
   */
  public Indexed run(
      Scanner scanner, IndexRequest request, IndexSteps steps, Cancellation cancellation) {
    Scan scan = within(scanner.scan(cancellation), request);
    steps.scanned(scan.files().size());
    Map<FilePath, FileStamp> known = store.stamps();
    known.keySet().removeIf(path -> !request.scope().test(path) || writer.isHeld(path));
    ChangeSet changes = ChangeSet.between(scan, known, request.full());
    Run run = new Run(writer, settings, request.dryRun(), steps);
    run.report(scan.skipped(), scan.problems());
    run.remove(changes.removed(), cancellation);
    Preparation preparation =
        new Preparation(
            file -> prepare(scanner, file, request.full() ? null : known.get(file.path())),
            settings.workers(),
            pace);
    run.write(preparation, free(changes.candidates()), known, cancellation);
    return run.result(scan.files().size());
  }

  private static Scan within(Scan scan, IndexRequest request) {
    List<ScannedFile> files =
        scan.files().stream().filter(file -> request.scope().test(file.path())).toList();
    return new Scan(files, scan.skipped(), scan.problems(), scan.unseen());
  }

  private List<ScannedFile> free(List<ScannedFile> files) {
    return files.stream().filter(file -> !writer.isHeld(file.path())).toList();
  }

  /**
   * Looks at just these paths; walks only the folders among them, or everything where a file of
   * ignore rules is among them.
   */
  public Indexed update(Scanner scanner, Collection<Path> paths, Cancellation cancellation) {
    if (paths.stream().anyMatch(Scanner::isRuleFile)) {
      return run(scanner, IndexRequest.CHANGED, IndexSteps.NONE, cancellation);
    }
    Changes changes = new Changes(store);
    for (Path path : paths) {
      cancellation.check();
      changes.add(scanner.decide(path));
    }
    if (!changes.folders().isEmpty()) {
      run(scanner, below(changes.folders()), IndexSteps.NONE, cancellation);
    }
    Run run = new Run(writer, settings, false, IndexSteps.NONE);
    run.report(changes.skipped(), changes.problems());
    run.remove(
        changes.removed().stream().filter(path -> !writer.isHeld(path)).toList(), cancellation);
    Preparation preparation =
        new Preparation(
            file -> prepare(scanner, file, changes.known().get(file.path())),
            settings.workers(),
            changes.files().size() > SAVED_MAX ? pace : null);
    run.write(preparation, free(changes.files()), changes.known(), cancellation);
    return run.result(changes.files().size());
  }

  private static IndexRequest below(Collection<FilePath> folders) {
    return new IndexRequest(
        path -> folders.stream().anyMatch(folder -> folder.holds(path)), false, false);
  }

  private Prepared prepare(Scanner scanner, ScannedFile file, @Nullable FileStamp known) {
    return switch (scanner.read(file)) {
      case FileRead.Left left -> new Prepared.Left(file.path(), left.problem(), left.passing());
      case FileRead.Text(SourceText source) when sameContent(known, source.stamp()) ->
          new Prepared.Touched(file.path(), source.stamp());
      case FileRead.Text(SourceText source) -> cut(source);
    };
  }

  private static boolean sameContent(@Nullable FileStamp known, FileStamp read) {
    return known != null && known.hash().equals(read.hash());
  }

  /** A file that the chunker cannot bear is reported, and stops no other. */
  private Prepared cut(SourceText source) {
    AtomicReference<FileUpdate.Replace> cut = new AtomicReference<>();
    Optional<Throwable> failure = WorkerLoop.attempt(() -> cut.set(replacement(source)));
    FileUpdate.Replace update = cut.get();
    if (update != null) {
      return new Prepared.Changed(update, store.prepare(update));
    }
    FilePath path = source.file().path();
    String message = "could not be cut into chunks: " + failure.map(Throwable::toString).orElse("");
    return new Prepared.Left(path, new Problem(path.toString(), "failed", message), true);
  }

  /** The only way of a text into the index: its secrets stay behind here. */
  private FileUpdate.Replace replacement(SourceText source) {
    ScannedFile file = source.file();
    Redacted clean = Redactor.redact(file.language(), source.text());
    Chunked chunked = chunker.chunk(file.language(), clean.text());
    String name = file.path().toString();
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : chunked.problems()) {
      problems.add(new Problem(name, problem.rule(), problem.message()));
    }
    if (clean.count() > 0) {
      problems.add(new Problem(name, "redacted", redacted(clean.count())));
    }
    return new FileUpdate.Replace(
        file.path(),
        file.language(),
        source.stamp(),
        new Chunked(chunked.chunks(), chunked.symbols(), problems),
        clean.count());
  }

  private static String redacted(int count) {
    return count == 1
        ? "a secret value in it is left out of the index"
        : count + " secret values in it are left out of the index";
  }

  /** An editor holds this file: until {@link #release} no run writes it from disk. */
  public void hold(FilePath path) {
    writer.hold(path);
  }

  /** Indexes texts of held files in one transaction, but for those that are indexed as they are. */
  public void writeHeld(Collection<SourceText> texts) {
    List<FileUpdate> updates = new ArrayList<>();
    for (SourceText text : texts) {
      FileStamp known = store.stamp(text.file().path()).orElse(null);
      if (!sameContent(known, text.stamp()) && cut(text) instanceof Prepared.Changed changed) {
        updates.add(changed.ready());
      }
    }
    writer.commitHeld(updates);
  }

  /** What is on disk counts again, from the next run or {@link #update} on. */
  public void release(FilePath path) {
    writer.letGo(path);
  }
}
