package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/search}. */
public final class RagSearch {
  private RagSearch() {}

  /** What to look for. */
  @Doc("What to look for")
  public record Params(
      @Doc("the question, in words or as code") String query,
      @Doc("the most hits to return, 1 to 200; 10 when absent") @Nullable Integer limit,
      @Doc("which halves of the index answer; `hybrid` when absent") @Nullable Mode mode,
      @Doc("only files that match one of these; all when absent or empty")
          @Nullable List<String> pathGlobs,
      @Doc("only files of these, by the editor's language identifiers")
          @Nullable List<String> languages,
      @Doc("false leaves tests out, true weighs them like other code; absent: the question decides")
          @Nullable Boolean includeTests,
      @Doc("whether each hit carries the components of its score") @Nullable Boolean explain,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}

  /** Which halves of the index answer. */
  @Doc("Which halves of the index answer")
  public enum Mode {
    @SerializedName("hybrid")
    @Doc("both, fused")
    HYBRID,
    @SerializedName("semantic")
    @Doc("by meaning only")
    SEMANTIC,
    @SerializedName("lexical")
    @Doc("by words only")
    LEXICAL
  }

  /** What a place mostly holds. */
  @Doc("What a place mostly holds")
  public enum Kind {
    @SerializedName("function")
    @Doc("a function or method, or a part of one")
    FUNCTION,
    @SerializedName("type")
    @Doc("the head and the fields of a class, interface, enum, struct, trait")
    TYPE,
    @SerializedName("block")
    @Doc("statements, imports, constants outside of functions")
    BLOCK,
    @SerializedName("section")
    @Doc("a section under a heading of a document")
    SECTION,
    @SerializedName("lines")
    @Doc("lines of a file without known structure")
    LINES
  }

  /** Why a place was found. */
  @Doc("Why a place was found")
  public enum Matched {
    @SerializedName("text")
    @Doc("by its words")
    TEXT,
    @SerializedName("vector")
    @Doc("by its meaning")
    VECTOR,
    @SerializedName("symbol")
    @Doc("by the name of a definition")
    SYMBOL,
    @SerializedName("path")
    @Doc("by the path of its file")
    PATH
  }

  /** A place found. */
  @Doc("A place found")
  public record Hit(
      @Doc("of the file") String uri,
      @Doc("the file as people read it: below its workspace folder") String path,
      @Doc("whole lines") Range range,
      @Doc("qualified name of the definition it belongs to") @Nullable String symbol,
      @Doc("what it mostly holds") Kind kind,
      @Doc("the editor's language identifier") String language,
      @Doc("higher is better; comparable only within one answer") double score,
      @Doc("why it was found") List<Matched> matched,
      @Doc("the indexed lines") String snippet,
      @Doc("whether the file has changed since it was indexed") boolean stale,
      @Doc("the components of the score by name; only when asked for")
          @Nullable Map<String, Double> explain) {}

  /** The answer. */
  @Doc("Places found, best first")
  public record Result(
      @Doc("best first") List<Hit> hits,
      @Doc("places considered before the limit was applied") int total,
      @Doc("how much of the workspace could be seen") IndexCoverage coverage,
      @Doc("of the index that answered") long generation,
      @Doc("whether the answer was kept from an earlier, equal query") boolean cached,
      @Doc("wall time") long tookMillis,
      @Doc("what did not work, such as a half that was late") List<FileProblem> problems) {}
}
