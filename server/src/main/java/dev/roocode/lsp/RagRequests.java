package dev.roocode.lsp;

import dev.roocode.domain.Query;
import dev.roocode.protocol.RagAsk;
import dev.roocode.protocol.RagAssemble;
import dev.roocode.protocol.RagExplainPath;
import dev.roocode.protocol.RagOutline;
import dev.roocode.protocol.RagReindex;
import dev.roocode.protocol.RagSearch;
import dev.roocode.protocol.RagStatus;
import dev.roocode.protocol.RagVerifyAnswer;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Router;
import dev.roocode.service.Ask;
import dev.roocode.service.Reindex;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The requests about searching and indexing. */
final class RagRequests {
  private final OpenWorkspace workspace;
  private final WorkProgress progress;
  private final EditorClient client;

  RagRequests(OpenWorkspace workspace, WorkProgress progress, EditorClient client) {
    this.workspace = workspace;
    this.progress = progress;
    this.client = client;
  }

  void register(Router router) {
    router.onRequest("rag/search", RagSearch.Params.class, this::search);
    router.onRequest("rag/ask", RagAsk.Params.class, this::ask);
    router.onRequest("rag/assemble", RagAssemble.Params.class, this::assemble);
    router.onRequest("rag/verifyAnswer", RagVerifyAnswer.Params.class, this::verifyAnswer);
    router.onRequest("rag/reindex", RagReindex.Params.class, this::reindex);
    router.onRequest("rag/status", RagStatus.Params.class, (params, call) -> status(call));
    router.onRequest("rag/explainPath", RagExplainPath.Params.class, this::explain);
    router.onRequest("rag/outline", RagOutline.Params.class, this::outline);
  }

  private RagSearch.Result search(RagSearch.Params params, Call call) {
    Query query = FromWire.query(params);
    try (var _ = progress.begin(params.workDoneToken(), "Searching", call::cancel)) {
      return workspace.use(call, open -> new ToWire(open).search(open.search(query, call)));
    }
  }

  private RagAsk.Result ask(RagAsk.Params params, Call call) {
    Ask ask = FromWire.ask(params);
    Consumer<String> pieces = pieces(params.partialResultToken(), call);
    try (var _ = progress.begin(params.workDoneToken(), "Answering", call::cancel)) {
      return workspace.use(call, open -> new AnswerWire(open).answer(open.ask(ask, pieces, call)));
    }
  }

  private RagAssemble.Result assemble(RagAssemble.Params params, Call call) {
    Integer given = params.budgetTokens();
    OptionalInt budget = given == null ? OptionalInt.empty() : OptionalInt.of(given);
    return workspace.use(
        call,
        open -> new AnswerWire(open).assembly(open.assemble(params.question(), budget, call)));
  }

  private RagVerifyAnswer.Result verifyAnswer(RagVerifyAnswer.Params params, Call call) {
    return workspace.use(
        call,
        open ->
            new AnswerWire(open).checked(open.verifyAnswer(params.promptHash(), params.text())));
  }

  private Consumer<String> pieces(@Nullable Either<String, Integer> token, Call call) {
    return text -> {
      call.check();
      if (token != null) {
        client.notifyProgress(new ProgressParams(token, Either.forRight(new RagAsk.Partial(text))));
      }
    };
  }

  RagReindex.Result reindex(RagReindex.Params params, Call call) {
    Reindex request = FromWire.reindex(params);
    try (var work = progress.begin(params.workDoneToken(), "Indexing", call::cancel)) {
      return workspace.use(call, open -> ToWire.reindex(open.reindex(request, work, call)));
    }
  }

  RagStatus.Result status(Call call) {
    return workspace.use(call, open -> ToWire.status(workspace.status(open)));
  }

  private RagExplainPath.Result explain(RagExplainPath.Params params, Call call) {
    Path file = Uris.require("uri", params.uri());
    return workspace.use(call, open -> ToWire.explanation(open.explain(file)));
  }

  private RagOutline.Result outline(RagOutline.Params params, Call call) {
    Path file = Uris.require("uri", params.uri());
    return workspace.use(call, open -> ToWire.outline(open.outline(file)));
  }
}
