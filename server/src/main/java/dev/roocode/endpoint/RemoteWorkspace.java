package dev.roocode.endpoint;

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
import dev.roocode.domain.Language;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.protocol.BackupCreate;
import dev.roocode.protocol.BackupList;
import dev.roocode.protocol.BackupRestore;
import dev.roocode.protocol.BackupSnapshot;
import dev.roocode.protocol.BackupVerify;
import dev.roocode.protocol.ConfigRollback;
import dev.roocode.protocol.MetricsSnapshot;
import dev.roocode.protocol.RagAsk;
import dev.roocode.protocol.RagAssemble;
import dev.roocode.protocol.RagExplainPath;
import dev.roocode.protocol.RagOutline;
import dev.roocode.protocol.RagReindex;
import dev.roocode.protocol.RagSearch;
import dev.roocode.protocol.RagStatus;
import dev.roocode.protocol.RagVerifyAnswer;
import dev.roocode.service.Ask;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Restored;
import dev.roocode.service.ServedWorkspace;
import dev.roocode.tools.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * A workspace that a running server of this user serves, asked over its endpoint. Files of its
 * answers are named as the server names them, below the first root.
 */
public final class RemoteWorkspace implements ServedWorkspace {
  private final Line line;
  private final Places places = new Places();

  private RemoteWorkspace(Line line) {
    this.line = line;
  }

  /**
   * The workspace of the server that writes the index in this folder; empty where none answers.
   *
   * @throws dev.roocode.domain.Fault.Busy when the server serves too many others
   */
  public static Optional<RemoteWorkspace> at(Path data) {
    return Line.to(data).map(RemoteWorkspace::new);
  }

  @Override
  public SearchResult search(Query query, Cancellation cancellation) {
    RagSearch.Params params =
        new RagSearch.Params(
            query.text(),
            query.limit(),
            RagSearch.Mode.valueOf(query.mode().name()),
            query.pathGlobs(),
            query.languages().stream().map(Language::id).toList(),
            query.includeTests(),
            query.explain(),
            null);
    RagSearch.Result result = line.call("rag/search", params, RagSearch.Result.class, cancellation);
    result.hits().forEach(hit -> places.put(hit.path(), hit.uri()));
    return FromWire.search(result);
  }

  @Override
  public Answer ask(Ask ask, Consumer<String> partial, Cancellation cancellation) {
    try (Telling.Ear ear = line.telling().pieces(partial)) {
      RagAsk.Params params =
          new RagAsk.Params(
              ask.question(),
              ask.limit(),
              ask.writer().word(),
              ask.regenerate(),
              ask.allowRemote(),
              Either.forLeft(ear.token()),
              null);
      RagAsk.Result result = line.call("rag/ask", params, RagAsk.Result.class, cancellation);
      result.sources().forEach(source -> places.put(source.path(), source.uri()));
      return AnswerFromWire.answer(result);
    }
  }

  @Override
  public Assembly assemble(String question, OptionalInt budgetTokens, Cancellation cancellation) {
    RagAssemble.Params params =
        new RagAssemble.Params(
            question, budgetTokens.isPresent() ? (Integer) budgetTokens.getAsInt() : null);
    RagAssemble.Result result =
        line.call("rag/assemble", params, RagAssemble.Result.class, cancellation);
    result.sources().forEach(source -> places.put(source.path(), source.uri()));
    return AnswerFromWire.assembly(result);
  }

  @Override
  public CheckedText verifyAnswer(String promptHash, String text) {
    RagVerifyAnswer.Result result =
        now(
            "rag/verifyAnswer",
            new RagVerifyAnswer.Params(promptHash, text),
            RagVerifyAnswer.Result.class);
    result.citations().forEach(citation -> places.put(citation.path(), citation.uri()));
    return AnswerFromWire.checked(result);
  }

  @Override
  public ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation) {
    Path scope = request.scope();
    try (Telling.Ear ear = line.telling().progress(progress)) {
      RagReindex.Params params =
          new RagReindex.Params(
              scope == null ? null : uri(scope),
              request.full() ? RagReindex.Mode.FULL : RagReindex.Mode.CHANGED,
              request.dryRun(),
              Either.forLeft(ear.token()));
      return FromWire.report(
          line.call("rag/reindex", params, RagReindex.Result.class, cancellation));
    }
  }

  @Override
  public Status status() {
    return FromWire.status(now("rag/status", new RagStatus.Params(), RagStatus.Result.class));
  }

  @Override
  public Explanation explain(Path file) {
    return FromWire.explanation(
        now("rag/explainPath", new RagExplainPath.Params(uri(file)), RagExplainPath.Result.class));
  }

  @Override
  public List<Symbol> outline(Path file) {
    return FromWire.outline(
        now("rag/outline", new RagOutline.Params(uri(file)), RagOutline.Result.class));
  }

  @Override
  public Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation) {
    BackupCreate.Params params =
        new BackupCreate.Params(BackupSnapshot.Kind.valueOf(kind.name()), null);
    return FromWire.snapshot(
        line.call("backup/create", params, BackupSnapshot.class, cancellation));
  }

  @Override
  public List<Snapshot> backups() {
    BackupList.Result result = now("backup/list", new BackupList.Params(), BackupList.Result.class);
    return result.snapshots().stream().map(FromWire::snapshot).toList();
  }

  @Override
  public Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    BackupVerify.Params params = new BackupVerify.Params(id, deep, null);
    return FromWire.findings(
        line.call("backup/verify", params, BackupVerify.Result.class, cancellation));
  }

  @Override
  public Restored restore(Choice choice, Cancellation cancellation) {
    return restored(
        switch (choice) {
          case Choice.ById(String id) -> new BackupRestore.Params(id, null, null, null);
          case Choice.ByDate(String date) -> new BackupRestore.Params(null, date, null, null);
        },
        cancellation);
  }

  @Override
  public Restored undoRestore() {
    return restored(new BackupRestore.Params(null, null, true, null), Cancellation.NEVER);
  }

  private Restored restored(BackupRestore.Params params, Cancellation cancellation) {
    BackupRestore.Result result =
        line.call("backup/restore", params, BackupRestore.Result.class, cancellation);
    return new Restored(
        result.id(), result.files(), result.chunks(), result.generation(), result.tookMillis());
  }

  /**
   * Puts the values of a version of the configuration back in force; the server takes them over.
   *
   * @return the number of the version that this makes
   */
  public int rollback(int version) {
    return now("config/rollback", new ConfigRollback.Params(version), ConfigRollback.Result.class)
        .version();
  }

  /** Its tools for agents. */
  public Toolbox tools() {
    return new RemoteTools(line);
  }

  /**
   * What the server has measured, as it travels.
   *
   * @param windowMinutes 1 to 60
   */
  public MetricsSnapshot.Result metrics(int windowMinutes) {
    return now(
        "metrics/snapshot",
        new MetricsSnapshot.Params(windowMinutes),
        MetricsSnapshot.Result.class);
  }

  /** Known only for files of recent answers. */
  @Override
  public Path locate(FilePath path) {
    return places.of(path);
  }

  private <T> T now(String method, Object params, Class<T> type) {
    return line.call(method, params, type, Cancellation.NEVER);
  }

  private static String uri(Path path) {
    return path.toAbsolutePath().normalize().toUri().toString();
  }

  /** Ends the conversation; what is still being answered is cancelled. */
  @Override
  public void close() {
    line.close();
  }
}
