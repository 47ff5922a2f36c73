package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/reindex}. */
public final class RagReindex {
  private RagReindex() {}

  /** What to bring up to date. */
  @Doc("What to bring up to date")
  public record Params(
      @Doc("only files at or below it; the whole workspace when absent") @Nullable String scope,
      @Doc("how thorough") Mode mode,
      @Doc("reports what would be done and changes nothing") @Nullable Boolean dryRun,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}

  /** How thorough. */
  @Doc("How thorough a run is")
  public enum Mode {
    @SerializedName("changed")
    @Doc("files that look changed")
    CHANGED,
    @SerializedName("full")
    @Doc("all files; vectors are still reused by content")
    FULL
  }

  /** A file left out. */
  @Doc("A file left out")
  public record Skipped(
      @Doc("the file as people read it") String path,
      @Doc("the word of the rule that left it out") String rule,
      @Doc("why, in one sentence") String message) {}

  /** What was done. */
  @Doc("What a run over the workspace did")
  public record Result(
      @Doc("files that belong into the index") int filesSeen,
      @Doc("of those, new or changed") int filesChanged,
      @Doc("files that no longer belong there") int filesRemoved,
      @Doc("chunks written") int chunks,
      @Doc("chunks whose vector was computed") int embedded,
      @Doc("chunks whose vector was known by content") int reused,
      @Doc("files left out, at most 5000 of them") List<Skipped> skipped,
      @Doc("how many files were left out") int skippedTotal,
      @Doc("files that could not be read, at most 5000 of them") List<FileProblem> problems,
      @Doc("wall time") long tookMillis) {}
}
