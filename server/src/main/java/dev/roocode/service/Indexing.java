package dev.roocode.service;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Problem;
import dev.roocode.domain.ReindexReport;
import dev.roocode.index.IndexRequest;
import dev.roocode.index.IndexSteps;
import dev.roocode.index.Indexed;
import dev.roocode.index.Indexer;
import dev.roocode.metrics.Recorder;
import dev.roocode.metrics.Work;
import dev.roocode.service.Progress.Stage;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Counts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the index up to date: on request, in the background, by what changes on disk. Thread-safe.
 */
final class Indexing {
  private final ChunkStore store;
  private final Indexer indexer;
  private final EmbedderHost host;
  private final Runs runs;
  private final Schedule schedule;
  private final long changeDelayMillis;
  private final Ticker ticker;
  private final Recorder recorder;
  private final Supplier<Roots> roots;
  private final Yielding yielding;
  private final Relay relay = new Relay();
  private final ChangeInbox inbox = new ChangeInbox();
  private volatile int scanned;
  private volatile int missing;
  private volatile boolean complete;
  private volatile boolean begun;

  /** What it works with, and what it makes way for. */
  record Crew(Indexer indexer, EmbedderHost host, Runs runs, Yielding yielding) {}

  Indexing(Parts parts, Crew crew, Supplier<Roots> roots) {
    this.store = parts.store();
    this.schedule = parts.schedule();
    this.ticker = parts.ticker();
    this.recorder = parts.recorder();
    this.changeDelayMillis = parts.settings().service().changeDelayMillis();
    this.indexer = crew.indexer();
    this.host = crew.host();
    this.runs = crew.runs();
    this.yielding = crew.yielding();
    this.roots = roots;
  }

  /** The index was exchanged: where the background follows the disk, everything is looked at. */
  void startAgain() {
    complete = false;
    if (begun) {
      start();
    }
  }

  /** Brings everything up to date in the background. */
  void start() {
    begun = true;
    if (!store.isReadOnly()) {
      host.embed();
      inbox.addEverything();
      runs.background(this::drain);
    }
  }

  ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation) {
    if (store.isReadOnly() && !request.dryRun()) {
      throw new Fault.Busy(
          "index", "another process writes it", "reindex there, or close the other one");
    }
    return request.background()
        ? reindexNow(request, progress, cancellation)
        : yielding.urgently(() -> reindexNow(request, progress, cancellation));
  }

  private ReindexReport reindexNow(Reindex request, Progress progress, Cancellation cancellation) {
    long start = ticker.nanos();
    if (!request.dryRun()) {
      host.embed();
    }
    long embeddedBefore = host.embedded();
    Relay.Seat seat = relay.seat(progress);
    Indexed indexed;
    try (seat) {
      indexed = runs.inTurn(cancellation, either -> run(request, either));
    }
    List<Problem> problems = new ArrayList<>(indexed.problems());
    if (!request.dryRun()) {
      runs.untilClosed(cancellation, either -> awaitVectors(progress, either));
      host.trouble().ifPresent(fault -> problems.add(Searching.problem(fault)));
    }
    return new ReindexReport(
        indexed.filesSeen(),
        indexed.filesChanged(),
        indexed.filesRemoved(),
        indexed.chunks(),
        (int) (host.embedded() - embeddedBefore),
        indexed.reused(),
        indexed.skipped(),
        indexed.skipped().size(),
        problems,
        ticker.millisSince(start));
  }

  private Indexed run(Reindex request, Cancellation cancellation) {
    Roots now = roots.get();
    Path scope = request.scope();
    boolean whole = scope == null || now.folders().covers(scope);
    Predicate<FilePath> within = path -> true;
    if (!whole && scope != null) {
      FilePath below =
          now.folders()
              .name(scope)
              .orElseThrow(() ->
                  new Fault.NotFound(
                      scope.toString(), "lies in no open folder", "open its folder first"));
      within = below::holds;
    }
    return run(
        now, new IndexRequest(within, request.full(), request.dryRun()), whole, cancellation);
  }

  private Indexed run(Roots now, IndexRequest request, boolean whole, Cancellation cancellation) {
    boolean counts = whole && !request.dryRun();
    relay.report(Stage.SCANNING, 0, 0);
    long start = ticker.nanos();
    long chunks = 0;
    boolean done = false;
    try {
      // text first: vectors follow when every file can be found by its words
      Indexed indexed =
          host.withoutCompetition(
              () -> indexer.run(now.scanner(), request, steps(counts), cancellation));
      if (counts) {
        missing = indexed.filesMissing();
        complete = true;
      }
      chunks = indexed.chunks();
      done = true;
      return indexed;
    } finally {
      scanned = 0;
      recorder.done(Work.INDEX, done, ticker.nanos() - start, chunks);
    }
  }

  private IndexSteps steps(boolean counts) {
    return new IndexSteps() {
      @Override
      public void scanned(int files) {
        scanned = counts ? files : 0;
        relay.report(Stage.SCANNING, files, files);
      }

      @Override
      public void written(int done, int total) {
        relay.report(Stage.CHUNKING, done, total);
        host.wake();
        runs.touch();
      }
    };
  }

  private int awaitVectors(Progress progress, Cancellation cancellation) {
    int total = store.counts().queued();
    progress.report(Stage.EMBEDDING, 0, total);
    host.awaitSettled(
        left -> progress.report(Stage.EMBEDDING, Math.max(0, total - left), Math.max(total, left)),
        cancellation);
    return total;
  }

  void changed(Collection<Path> files) {
    if (!store.isReadOnly() && inbox.add(files)) {
      schedule.after(changeDelayMillis, () -> runs.background(this::drain));
    }
  }

  private void drain() {
    ChangeInbox.Content content = inbox.take();
    if (content.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      runs.inTurn(Cancellation.NEVER, either -> follow(content, either));
      done = true;
    } finally {
      if (!done) { // with the next change or request everything is looked at again
        inbox.addEverything();
      }
    }
  }

  private Indexed follow(ChangeInbox.Content content, Cancellation cancellation) {
    Roots now = roots.get();
    host.embed(); // a model that could not be loaded before is tried again
    if (content.everything()) {
      return run(now, IndexRequest.CHANGED, true, cancellation);
    }
    Indexed indexed = indexer.update(now.scanner(), content.paths(), cancellation);
    host.wake();
    return indexed;
  }

  /** Whether a walk over the whole workspace has been completed since it was opened. */
  boolean isComplete() {
    return complete;
  }

  Coverage coverage() {
    Counts counts = store.counts();
    int total = Math.max(scanned, counts.files() + missing);
    return new Coverage(counts.files(), total, counts.chunks(), counts.vectors());
  }
}
