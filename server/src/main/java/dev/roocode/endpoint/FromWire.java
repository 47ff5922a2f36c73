package dev.roocode.endpoint;

import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Problem;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolKind;
import dev.roocode.protocol.BackupSnapshot;
import dev.roocode.protocol.BackupVerify;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.IndexCoverage;
import dev.roocode.protocol.RagExplainPath;
import dev.roocode.protocol.RagOutline;
import dev.roocode.protocol.RagReindex;
import dev.roocode.protocol.RagSearch;
import dev.roocode.protocol.RagStatus;
import dev.roocode.protocol.Range;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the answers of a running server mean: the way back from {@code lsp.ToWire}. */
final class FromWire {
  private FromWire() {}

  static SearchResult search(RagSearch.Result result) {
    return new SearchResult(
        result.hits().stream().map(FromWire::hit).toList(),
        result.total(),
        coverage(result.coverage()),
        result.generation(),
        result.cached(),
        result.tookMillis(),
        problems(result.problems()));
  }

  private static Hit hit(RagSearch.Hit hit) {
    Map<String, Double> explain = hit.explain();
    Set<Hit.Matched> matched =
        hit.matched().stream()
            .map(why -> Hit.Matched.valueOf(why.name()))
            .collect(Collectors.toUnmodifiableSet());
    return new Hit(
        FilePath.of(hit.path()),
        lines(hit.range()),
        text(hit.symbol()),
        ChunkKind.valueOf(hit.kind().name()),
        Language.byId(hit.language()).orElse(Language.TEXT),
        hit.score(),
        matched,
        hit.snippet(),
        hit.stale(),
        explain == null ? Map.of() : explain);
  }

  static ReindexReport report(RagReindex.Result result) {
    return new ReindexReport(
        result.filesSeen(),
        result.filesChanged(),
        result.filesRemoved(),
        result.chunks(),
        result.embedded(),
        result.reused(),
        result.skipped().stream()
            .map(skipped -> new Problem(skipped.path(), skipped.rule(), skipped.message()))
            .toList(),
        result.skippedTotal(),
        problems(result.problems()),
        result.tookMillis());
  }

  static Status status(RagStatus.Result result) {
    return new Status(
        Status.State.valueOf(result.state().name()),
        coverage(result.coverage()),
        result.queue(),
        result.modelId(),
        result.generation(),
        result.storeBytes(),
        result.lastError(),
        result.lastBackup(),
        result.paused() == null ? null : Status.Pause.valueOf(result.paused().name()),
        result.redacted(),
        result.workspaceFolders().stream().map(FromWire::path).toList());
  }

  static Explanation explanation(RagExplainPath.Result result) {
    return new Explanation(result.indexed(), result.reason(), result.rule(), result.source());
  }

  static List<Symbol> outline(RagOutline.Result result) {
    return result.symbols().stream()
        .map(symbol ->
            new Symbol(
                symbol.name(),
                text(symbol.container()),
                SymbolKind.valueOf(symbol.kind().name()),
                lines(symbol.range()),
                symbol.selectionRange().start().line() + 1))
        .toList();
  }

  static Snapshot snapshot(BackupSnapshot snapshot) {
    String base = snapshot.base();
    return new Snapshot(
        id(snapshot.id()),
        snapshot.bytes(),
        base == null ? null : id(base),
        snapshot.verified(),
        snapshot.configVersion());
  }

  private static SnapshotId id(String name) {
    return SnapshotId.of(name).orElseThrow(() -> strange("id"));
  }

  static Findings findings(BackupVerify.Result result) {
    return new Findings(
        result.checked(),
        result.damaged().stream()
            .map(damage -> new Findings.Damage(damage.id(), damage.problem()))
            .toList(),
        result.index().problems());
  }

  /** Where a file lies. */
  static Path path(String uri) {
    try {
      return Path.of(URI.create(uri));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw strange("uri").causedBy(e);
    }
  }

  static Fault strange(String member) {
    return new Fault.Unavailable(
        "the running server",
        "gives an answer whose " + member + " cannot be understood",
        "restart the editor, so that both are of one version");
  }

  private static Coverage coverage(IndexCoverage coverage) {
    return new Coverage(
        coverage.filesIndexed(), coverage.filesTotal(), coverage.chunks(), coverage.vectors());
  }

  private static List<Problem> problems(List<FileProblem> problems) {
    return problems.stream()
        .map(problem -> new Problem(problem.path(), problem.rule(), problem.message()))
        .toList();
  }

  /** From a half-open range of whole lines that counts from 0 to lines from 1, both ends in. */
  static LineRange lines(Range range) {
    return new LineRange(range.start().line() + 1, range.end().line());
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
