package dev.roocode.endpoint;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.protocol.RagCallTool;
import dev.roocode.protocol.RagListTools;
import dev.roocode.service.Progress;
import dev.roocode.tools.Toolbox;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * The tools of a workspace that a running server serves. What its tools refuse is a reply, as
 * everywhere; a {@code Fault} says that the server itself could not be asked.
 */
final class RemoteTools implements Toolbox {
  private final Line line;

  RemoteTools(Line line) {
    this.line = line;
  }

  @Override
  public List<Card> list(Cancellation cancellation) {
    RagListTools.Result result =
        line.call(
            "rag/listTools", new RagListTools.Params(), RagListTools.Result.class, cancellation);
    return result.tools().stream()
        .map(tool ->
            new Card(
                tool.name(),
                tool.title(),
                tool.description(),
                tool.inputSchema(),
                tool.outputSchema(),
                tool.readOnly()))
        .toList();
  }

  @Override
  public Reply call(
      String name, JsonObject arguments, Progress progress, Cancellation cancellation) {
    try (Telling.Ear ear = line.telling().progress(progress)) {
      RagCallTool.Params params =
          new RagCallTool.Params(name, arguments, Either.forLeft(ear.token()));
      RagCallTool.Result result =
          line.call("rag/callTool", params, RagCallTool.Result.class, cancellation);
      return new Reply(result.text(), result.structured(), result.isError());
    }
  }
}
