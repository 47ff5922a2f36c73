package dev.roocode.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** The requests that the server answers beside the standard ones. */
@JsonSegment("rag")
public interface RagService {
  @Doc(
      "Finds the places that fit a question. Answers from the first second; `coverage` says how much was seen")
  @JsonRequest
  CompletableFuture<RagSearch.Result> search(RagSearch.Params params);

  @Doc(
      "Answers a question with citations. Where the model does not write, the answer is `extractive` and `problem` says why")
  @JsonRequest
  CompletableFuture<RagAsk.Result> ask(RagAsk.Params params);

  @Doc("Packs the passages for a question into a prompt, for a model that lives in the editor")
  @JsonRequest
  CompletableFuture<RagAssemble.Result> assemble(RagAssemble.Params params);

  @Doc("Checks what a model wrote to such a prompt; `notReady` where the prompt is no longer known")
  @JsonRequest
  CompletableFuture<RagVerifyAnswer.Result> verifyAnswer(RagVerifyAnswer.Params params);

  @Doc("Brings the index up to date and answers when every vector is in")
  @JsonRequest
  CompletableFuture<RagReindex.Result> reindex(RagReindex.Params params);

  @Doc("Says how the workspace stands")
  @JsonRequest
  CompletableFuture<RagStatus.Result> status(RagStatus.Params params);

  @Doc("Says why a file is, or is not, indexed")
  @JsonRequest
  CompletableFuture<RagExplainPath.Result> explainPath(RagExplainPath.Params params);

  @Doc("Lists the definitions of an indexed file")
  @JsonRequest
  CompletableFuture<RagOutline.Result> outline(RagOutline.Params params);

  @Doc("Names the tools for agents, as they can be called now")
  @JsonRequest
  CompletableFuture<RagListTools.Result> listTools(RagListTools.Params params);

  @Doc("Calls a tool for agents. What the tool refuses is an answer, too: `isError` says so")
  @JsonRequest
  CompletableFuture<RagCallTool.Result> callTool(RagCallTool.Params params);
}
