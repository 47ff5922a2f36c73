package dev.roocode.service;

import dev.roocode.alert.Change;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An open workspace: one or more root folders, one index. Thread-safe. Every method throws only
 * {@code Fault}s, or {@code CancellationException} once its cancellation says so.
 */
public interface Workspace extends AutoCloseable {
  /**
   * Begins to bring the index up to date in the background, and to compute vectors; returns at
   * once. Searches are answered before and meanwhile. Does nothing where there is no background, or
   * where another process writes.
   */
  default void start() {}

  /** Answers within the deadline of the settings; a late half is left out and reported. */
  SearchResult search(Query query, Cancellation cancellation);

  /**
   * Answers with citations.
   *
   * @param limit the most passages to use
   * @param partial receives the text piece by piece, on the caller's thread
   */
  Answer ask(String question, int limit, Consumer<String> partial, Cancellation cancellation);

  /** Brings the index up to date and returns when every vector is in, or cancelled. */
  ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation);

  Status status();

  /** Why the file is, or is not, indexed. */
  Explanation explain(Path file);

  /** The definitions of an indexed file, in its order. */
  List<Symbol> outline(Path file);

  /** Definitions by name. */
  List<SymbolHit> symbols(String text, int limit);

  /** Text that only an editor holds; the next search sees it. */
  void edit(Path file, String text);

  /** The editor let go of the file: what is on disk counts again. */
  void release(Path file);

  /** Files that were created, changed or deleted on disk; indexed in the background. */
  void changed(Collection<Path> files);

  /** Other root folders from now on; the index follows in the background. */
  void roots(List<Path> folders);

  /** Makes a snapshot of the index as it is now. */
  Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation);

  /** The snapshots, oldest first. */
  List<Snapshot> backups();

  /**
   * Checks snapshots.
   *
   * @param id the only one; all, and the index in use, where null
   * @param deep puts each together as an index, which takes longer
   */
  Findings verify(@Nullable String id, boolean deep, Cancellation cancellation);

  /**
   * Puts a snapshot in use in place of the index; what changed since is indexed in the background.
   */
  Restored restore(Choice choice, Cancellation cancellation);

  /** Goes back to the index that the last restore took the place of, while it is there. */
  Restored undoRestore();

  /** Where the file of a hit lies. */
  Path locate(dev.roocode.domain.FilePath path);

  /** Is told, on any thread, when {@link #status} has changed noticeably. */
  void onStatus(Consumer<Status> listener);

  /**
   * What was measured in the last minutes.
   *
   * @param windowMinutes 1 to 60
   * @throws dev.roocode.domain.Fault.NotReady where nothing is measured
   */
  default Measured measured(int windowMinutes) {
    throw new Fault.NotReady(
        "metrics", "nothing is measured here", "set metrics.enabled, or ask a running server");
  }

  /** Is told, on any thread, what becomes of alerts. */
  default void onAlert(Consumer<Change> listener) {}

  @Override
  void close();
}
