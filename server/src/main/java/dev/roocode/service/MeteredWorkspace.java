package dev.roocode.service;

import dev.roocode.alert.Change;
import dev.roocode.answer.Assembly;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
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
import dev.roocode.metrics.History;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Point;
import dev.roocode.metrics.Recorder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A workspace whose requests are timed and counted. */
final class MeteredWorkspace implements Workspace {
  private final Workspace workspace;
  private final Measuring measuring;
  private final Recorder recorder;
  private final Ticker ticker;

  MeteredWorkspace(Workspace workspace, Measuring measuring, Ticker ticker) {
    this.workspace = workspace;
    this.measuring = measuring;
    this.recorder = measuring.recorder();
    this.ticker = ticker;
  }

  /** A request that somebody waits for. */
  private <T> T answered(@Nullable Metric own, Supplier<T> request) {
    long start = ticker.nanos();
    T answer = counted(request);
    long nanos = ticker.nanos() - start;
    recorder.took(Metric.RESPONSE_TIME, nanos);
    if (own != null) {
      recorder.took(own, nanos);
    }
    return answer;
  }

  /** Who asks for what is not there, or no longer wants it, has met no error. */
  private <T> T counted(Supplier<T> request) {
    boolean excused = false;
    boolean ok = false;
    try {
      T answer = request.get();
      ok = true;
      return answer;
    } catch (Fault.Invalid | Fault.NotFound | CancellationException e) {
      excused = true;
      throw e;
    } finally {
      if (!(excused && !ok)) {
        recorder.outcome(Metric.ERROR_RATE, !ok);
      }
    }
  }

  @Override
  public void start() {
    measuring.start(workspace::status);
    workspace.start();
  }

  @Override
  public SearchResult search(Query query, Cancellation cancellation) {
    return answered(Metric.SEARCH_TIME, () -> workspace.search(query, cancellation));
  }

  /** Who waits for a model reads along: what counts is when the first words come. */
  @Override
  public Answer ask(Ask ask, Consumer<String> partial, Cancellation cancellation) {
    long start = ticker.nanos();
    Answer answer = counted(() -> workspace.ask(ask, partial, cancellation));
    long nanos = ticker.nanos() - start;
    long first = nanos;
    if (answer.kind() == Answer.Kind.GENERATED) {
      recorder.took(Metric.WRITING_TIME, nanos);
      first = TimeUnit.MILLISECONDS.toNanos(answer.timings().firstToken());
    }
    recorder.took(Metric.RESPONSE_TIME, first);
    recorder.took(Metric.GENERATION_TIME, first);
    return answer;
  }

  @Override
  public Assembly assemble(String question, OptionalInt budgetTokens, Cancellation cancellation) {
    return answered(null, () -> workspace.assemble(question, budgetTokens, cancellation));
  }

  @Override
  public CheckedText verifyAnswer(String promptHash, String text) {
    return answered(null, () -> workspace.verifyAnswer(promptHash, text));
  }

  @Override
  public ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation) {
    return counted(() -> workspace.reindex(request, progress, cancellation));
  }

  @Override
  public Status status() {
    Status status = workspace.status();
    return status.lastError() != null
        ? status
        : measuring.trouble().map(fault -> status.withError(fault.line())).orElse(status);
  }

  @Override
  public Explanation explain(Path file) {
    return answered(null, () -> workspace.explain(file));
  }

  @Override
  public List<Symbol> outline(Path file) {
    return answered(null, () -> workspace.outline(file));
  }

  @Override
  public List<SymbolHit> symbols(String text, int limit) {
    return answered(null, () -> workspace.symbols(text, limit));
  }

  @Override
  public FilePath find(String path) {
    return answered(null, () -> workspace.find(path));
  }

  @Override
  public IndexedText text(FilePath path) {
    return answered(null, () -> workspace.text(path));
  }

  @Override
  public Mentions mentions(String word, int limit, Cancellation cancellation) {
    return answered(null, () -> workspace.mentions(word, limit, cancellation));
  }

  @Override
  public void edit(Path file, String text) {
    workspace.edit(file, text);
  }

  @Override
  public void release(Path file) {
    workspace.release(file);
  }

  @Override
  public void changed(Collection<Path> files) {
    workspace.changed(files);
  }

  @Override
  public void roots(List<Path> folders) {
    workspace.roots(folders);
  }

  @Override
  public Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation) {
    return counted(() -> workspace.backUp(kind, cancellation));
  }

  @Override
  public List<Snapshot> backups() {
    return counted(workspace::backups);
  }

  @Override
  public Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    return counted(() -> workspace.verify(id, deep, cancellation));
  }

  @Override
  public Restored restore(Choice choice, Cancellation cancellation) {
    return counted(() -> workspace.restore(choice, cancellation));
  }

  @Override
  public Restored undoRestore() {
    return counted(workspace::undoRestore);
  }

  @Override
  public Path locate(FilePath path) {
    return workspace.locate(path);
  }

  @Override
  public void whenWritable(Runnable free) {
    workspace.whenWritable(free);
  }

  @Override
  public void onStatus(Consumer<Status> listener) {
    workspace.onStatus(listener);
  }

  @Override
  public Measured measured(int windowMinutes) {
    if (windowMinutes < 1 || windowMinutes > History.MINUTES_MAX) {
      throw new Fault.Invalid(
          "windowMinutes", "is " + windowMinutes, "use a number from 1 to " + History.MINUTES_MAX);
    }
    return measuring.measured(status(), windowMinutes);
  }

  @Override
  public Measured measured() {
    return measuring.measured(status());
  }

  @Override
  public List<Point> measuredHour() {
    return measuring.hour();
  }

  @Override
  public void onAlert(Consumer<Change> listener) {
    measuring.onAlert(listener);
  }

  @Override
  public void close() {
    measuring.ending();
    try (measuring) {
      workspace.close();
    }
  }
}
