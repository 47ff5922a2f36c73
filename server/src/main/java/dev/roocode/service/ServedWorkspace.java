package dev.roocode.service;

import dev.roocode.answer.Assembly;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a workspace, whether this process has opened it or another one serves it.
 * Thread-safe. Every method throws only {@code Fault}s, or {@code CancellationException} once its
 * cancellation says so.
 */
public interface ServedWorkspace extends AutoCloseable {
  /** Answers within the deadline of the settings; a late half is left out and reported. */
  SearchResult search(Query query, Cancellation cancellation);

  /**
   * Answers with citations. A model that does not write is no fault: the answer quotes passages and
   * says why ({@link Answer#problem}).
   *
   * @param partial receives the text piece by piece, before this returns
   */
  Answer ask(Ask ask, Consumer<String> partial, Cancellation cancellation);

  /** The same, with passages quoted. */
  default Answer ask(
      String question, int limit, Consumer<String> partial, Cancellation cancellation) {
    return ask(Ask.of(question, limit), partial, cancellation);
  }

  /**
   * Packs the passages for a question, for a model that lives elsewhere.
   *
   * @param budgetTokens the most tokens of the prompt; the setting where empty
   */
  Assembly assemble(String question, OptionalInt budgetTokens, Cancellation cancellation);

  /**
   * Makes a text safe that a model wrote to such a prompt, and checks it.
   *
   * @param promptHash {@link Assembly#hash} as text
   * @throws dev.roocode.domain.Fault.NotReady where the prompt is no longer known
   */
  CheckedText verifyAnswer(String promptHash, String text);

  /** Brings the index up to date and returns when every vector is in, or cancelled. */
  ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation);

  Status status();

  /** Why the file is, or is not, indexed. */
  Explanation explain(Path file);

  /** The definitions of an indexed file, in its order. */
  List<Symbol> outline(Path file);

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
  Path locate(FilePath path);

  @Override
  void close();
}
