package dev.roocode.lsp;

import dev.roocode.domain.Coverage;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Limits;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Problem;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.IndexCoverage;
import dev.roocode.protocol.Position;
import dev.roocode.protocol.RagExplainPath;
import dev.roocode.protocol.RagOutline;
import dev.roocode.protocol.RagReindex;
import dev.roocode.protocol.RagSearch;
import dev.roocode.protocol.RagStatus;
import dev.roocode.protocol.Range;
import dev.roocode.service.ServedWorkspace;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the service's answers look like on the wire. Public, so that the command line prints the
 * same JSON.
 */
public final class ToWire {
  private final Function<FilePath, String> uris;

  /**
   * @param workspace tells where the files of its answers lie
   */
  public ToWire(ServedWorkspace workspace) {
    this.uris = path -> Uris.of(workspace.locate(path));
  }

  public RagSearch.Result search(SearchResult result) {
    return new RagSearch.Result(
        result.hits().stream().map(this::hit).toList(),
        result.total(),
        coverage(result.coverage()),
        result.generation(),
        result.cached(),
        result.tookMillis(),
        problems(result.problems()));
  }

  private RagSearch.Hit hit(Hit hit) {
    return new RagSearch.Hit(
        uris.apply(hit.path()),
        hit.path().toString(),
        range(hit.lines()),
        unlessEmpty(hit.symbol()),
        RagSearch.Kind.valueOf(hit.kind().name()),
        hit.language().id(),
        hit.score(),
        hit.matchedInOrder().stream().map(why -> RagSearch.Matched.valueOf(why.name())).toList(),
        hit.snippet(),
        hit.stale(),
        hit.explain().isEmpty() ? null : hit.explain());
  }

  public static RagReindex.Result reindex(ReindexReport report) {
    return new RagReindex.Result(
        report.filesSeen(),
        report.filesChanged(),
        report.filesRemoved(),
        report.chunks(),
        report.embedded(),
        report.reused(),
        report.skipped().stream()
            .limit(Limits.REPORTED_FILES)
            .map(skipped ->
                new RagReindex.Skipped(skipped.path(), skipped.rule(), skipped.message()))
            .toList(),
        report.skippedTotal(),
        problems(report.problems()),
        report.tookMillis());
  }

  public static RagStatus.Result status(Status status) {
    return new RagStatus.Result(
        RagStatus.State.valueOf(status.state().name()),
        coverage(status.coverage()),
        status.queue(),
        status.modelId(),
        status.generation(),
        status.storeBytes(),
        status.lastError(),
        status.lastBackup(),
        paused(status.paused()),
        status.redacted(),
        status.folders().stream().map(Uris::of).toList());
  }

  private static RagStatus.@Nullable Pause paused(Status.@Nullable Pause why) {
    return why == null ? null : RagStatus.Pause.valueOf(why.name());
  }

  public static RagExplainPath.Result explanation(Explanation why) {
    return new RagExplainPath.Result(why.indexed(), why.reason(), why.rule(), why.source());
  }

  public static RagOutline.Result outline(List<Symbol> symbols) {
    return new RagOutline.Result(
        symbols.stream()
            .map(symbol ->
                new RagOutline.Symbol(
                    symbol.name(),
                    unlessEmpty(symbol.container()),
                    RagOutline.Kind.valueOf(symbol.kind().name()),
                    range(symbol.lines()),
                    range(new LineRange(symbol.nameLine(), symbol.nameLine()))))
            .toList());
  }

  /** From 1-based lines with both ends to a half-open range that counts from 0. */
  static Range range(LineRange lines) {
    return new Range(new Position(lines.first() - 1, 0), new Position(lines.last(), 0));
  }

  private static IndexCoverage coverage(Coverage coverage) {
    return new IndexCoverage(
        coverage.filesIndexed(), coverage.filesTotal(), coverage.chunks(), coverage.vectors());
  }

  private static List<FileProblem> problems(List<Problem> problems) {
    return problems.stream()
        .limit(Limits.REPORTED_FILES)
        .map(problem -> new FileProblem(problem.path(), problem.rule(), problem.message()))
        .toList();
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
