package dev.roocode.protocol;

import com.google.gson.JsonObject;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/callTool}. */
public final class RagCallTool {
  private RagCallTool() {}

  /** A call. */
  @Doc("A call of a tool")
  public record Params(
      @Doc("of the tool, as `rag/listTools` or the editor's manifest names it") String name,
      @Doc("as the tool's schema has them; none when absent") @Nullable JsonObject arguments,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}

  /** What the tool answers. */
  @Doc("What a tool answers")
  public record Result(
      @Doc("for a model to read") String text,
      @Doc("the same as data, as the tool's schema has it; absent with an error")
          @Nullable JsonObject structured,
      @Doc("whether the tool could not do it; `text` says why, and what to do") boolean isError) {}
}
