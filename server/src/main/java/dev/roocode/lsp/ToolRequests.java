package dev.roocode.lsp;

import com.google.gson.JsonObject;
import dev.roocode.protocol.RagCallTool;
import dev.roocode.protocol.RagListTools;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Router;
import dev.roocode.tools.Toolbox;

/** The requests about tools for agents: the editor's models, and doors that ask for theirs. */
final class ToolRequests {
  private final OpenWorkspace workspace;
  private final WorkProgress progress;

  ToolRequests(OpenWorkspace workspace, WorkProgress progress) {
    this.workspace = workspace;
    this.progress = progress;
  }

  void register(Router router) {
    router.onRequest("rag/listTools", RagListTools.Params.class, (params, call) -> list(call));
    router.onRequest("rag/callTool", RagCallTool.Params.class, this::call);
  }

  private RagListTools.Result list(Call call) {
    return workspace.useTools(
        call,
        tools ->
            new RagListTools.Result(tools.list(call).stream().map(ToolRequests::tool).toList()));
  }

  private static RagListTools.Tool tool(Toolbox.Card card) {
    return new RagListTools.Tool(
        card.name(),
        card.title(),
        card.description(),
        card.inputSchema(),
        card.outputSchema(),
        card.readOnly());
  }

  private RagCallTool.Result call(RagCallTool.Params params, Call call) {
    JsonObject given = params.arguments();
    JsonObject arguments = given == null ? new JsonObject() : given;
    try (var work = progress.begin(params.workDoneToken(), "Working for an agent", call::cancel)) {
      Toolbox.Reply reply =
          workspace.useTools(call, tools -> tools.call(params.name(), arguments, work, call));
      return new RagCallTool.Result(reply.text(), reply.structured(), reply.isError());
    }
  }
}
