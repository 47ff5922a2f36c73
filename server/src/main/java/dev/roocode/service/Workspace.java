package dev.roocode.service;

import dev.roocode.alert.Change;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.IndexedText;
import dev.roocode.domain.Mentions;
import dev.roocode.domain.Status;
import dev.roocode.domain.SymbolHit;
import dev.roocode.metrics.Point;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * An open workspace: one or more root folders, one index. Thread-safe. Every method throws only
 * {@code Fault}s, or {@code CancellationException} once its cancellation says so.
 */
public interface Workspace extends ServedWorkspace {
  /**
   * Begins to bring the index up to date in the background, and to compute vectors; returns at
   * once. Searches are answered before and meanwhile. Does nothing where there is no background, or
   * where another process writes.
   */
  default void start() {}

  /** Definitions by name. */
  List<SymbolHit> symbols(String text, int limit);

  /**
   * The indexed file that people name so ({@link FilePath#toString}).
   *
   * @throws Fault.NotFound where none is; a file is never looked for on the disk
   */
  FilePath find(String path);

  /**
   * The text of an indexed file.
   *
   * @throws Fault.NotFound where it is not indexed
   */
  IndexedText text(FilePath path);

  /**
   * Lines that hold the word as a whole, whatever they mean by it.
   *
   * @param word an identifier
   */
  Mentions mentions(String word, int limit, Cancellation cancellation);

  /** Text that only an editor holds; the next search sees it. */
  void edit(Path file, String text);

  /** The editor let go of the file: what is on disk counts again. */
  void release(Path file);

  /** Files that were created, changed or deleted on disk; indexed in the background. */
  void changed(Collection<Path> files);

  /** Other root folders from now on; the index follows in the background. */
  void roots(List<Path> folders);

  /**
   * Where the index is only read since another process writes it: says once that this one is gone.
   * Open the workspace anew then, to write.
   *
   * @param free quick; on any thread, never once closed
   */
  void whenWritable(Runnable free);

  /** Is told, on any thread, when {@link #status} has changed noticeably. */
  void onStatus(Consumer<Status> listener);

  /**
   * What was measured in the last minutes.
   *
   * @param windowMinutes 1 to 60
   * @throws dev.roocode.domain.Fault.NotReady where nothing is measured
   */
  default Measured measured(int windowMinutes) {
    return measured();
  }

  /**
   * How it stands: of each metric the last minute, of a share the last five.
   *
   * @throws dev.roocode.domain.Fault.NotReady where nothing is measured
   */
  default Measured measured() {
    throw new Fault.NotReady(
        "metrics", "nothing is measured here", "set metrics.enabled, or ask a running server");
  }

  /** What was measured minute by minute in the last hour, oldest first. */
  default List<Point> measuredHour() {
    return List.of();
  }

  /** Is told, on any thread, what becomes of alerts. */
  default void onAlert(Consumer<Change> listener) {}
}
