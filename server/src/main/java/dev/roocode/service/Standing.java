package dev.roocode.service;

import dev.roocode.domain.Coverage;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Status;
import dev.roocode.domain.Status.Pause;
import dev.roocode.domain.Status.State;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Counts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the workspace stands, told from what its parts say of themselves. Thread-safe. */
final class Standing {
  /**
   * What happens where no request can tell.
   *
   * @param edits why unsaved texts cannot be indexed
   * @param backups why they fail
   * @param pause why vectors wait
   */
  record Background(
      Supplier<Optional<Fault>> edits,
      Supplier<Optional<Fault>> backups,
      Supplier<Optional<Pause>> pause) {}

  private final ChunkStore store;
  private final Optional<Problem> recovered;
  private final EmbedderHost host;
  private final Runs runs;
  private final Indexing indexing;
  private final Supplier<Optional<Fault>> edits;
  private final Supplier<Optional<Fault>> backupTrouble;
  private final Supplier<Optional<Pause>> pause;
  private final Supplier<@Nullable String> lastBackup;
  private volatile boolean started;
  private volatile @Nullable String lastError;

  Standing(Parts parts, EmbedderHost host, Runs runs, Indexing indexing, Background background) {
    this.edits = background.edits();
    this.backupTrouble = background.backups();
    this.pause = background.pause();
    this.lastBackup = () -> parts.keeper().map(Keeper::lastBackup).orElse(null);
    this.store = parts.store();
    this.recovered = parts.recovered();
    this.host = host;
    this.runs = runs;
    this.indexing = indexing;
    this.lastError = recovered.map(Problem::message).orElse(null);
  }

  /** Indexing was asked for. */
  void started() {
    started = true;
  }

  Status status(List<Path> folders) {
    trouble().or(backupTrouble).ifPresent(fault -> lastError = fault.line());
    Counts counts = store.counts();
    Coverage coverage = indexing.coverage();
    return new Status(
        state(counts),
        coverage,
        counts.queued(),
        host.now().map(embedder -> embedder.model().name()).or(store::answeringModel).orElse(""),
        store.generation(),
        store.sizeBytes(),
        lastError,
        lastBackup.get(),
        isEmbedding(counts) ? pause.get().orElse(null) : null,
        counts.redacted(),
        folders);
  }

  private Optional<Fault> trouble() {
    return runs.trouble().or(edits).or(host::trouble);
  }

  private State state(Counts counts) {
    if (store.isReadOnly()) {
      return State.READ_ONLY;
    }
    if (trouble().isPresent()) {
      return State.DEGRADED;
    }
    if (runs.isRunning() || isEmbedding(counts)) {
      return State.INDEXING;
    }
    boolean starting = started && (!indexing.isComplete() || host.isLoading());
    return starting ? State.STARTING : State.READY;
  }

  private boolean isEmbedding(Counts counts) {
    return started && host.now().isPresent() && counts.queued() > 0;
  }

  /** What every answer says for now. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (store.isReadOnly()) {
      problems.add(
          new Problem(
              "index",
              "readOnly",
              "another process writes this index; here it is only read, and changes made since"
                  + " appear when that process has indexed them"));
    }
    if (!indexing.isComplete()) {
      recovered.ifPresent(problems::add);
    }
    trouble().map(Searching::problem).ifPresent(problems::add);
    return problems;
  }
}
