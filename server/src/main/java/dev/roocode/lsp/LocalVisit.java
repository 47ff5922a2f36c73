package dev.roocode.lsp;

import com.google.gson.JsonObject;
import dev.roocode.base.Ticker;
import dev.roocode.endpoint.Visit;
import dev.roocode.rpc.Connection;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Router;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another program of the user asks the workspace that an editor has open: the editor's requests,
 * without those that belong to an editor alone.
 */
final class LocalVisit implements Visit {
  private static final Logger LOG = LoggerFactory.getLogger(LocalVisit.class);

  private final AtomicLong requests = new AtomicLong();
  private final Router router =
      new Router(
          method -> requests.incrementAndGet(), line -> LOG.warn("the endpoint was told {}", line));
  private final Connection connection;
  private final MetricsRequests metrics;

  LocalVisit(OutputStream out, Session session, Ticker ticker) {
    connection = new Connection(out, router);
    EditorClient client = ServiceEndpoints.toServiceObject(connection.remote(), EditorClient.class);
    WorkProgress progress = new WorkProgress(client, ticker);
    session.serve(router, progress, client);
    metrics = session.metrics(router, client);
    router.onNotification(
        "window/workDoneProgress/cancel",
        WorkDoneProgressCancelParams.class,
        params -> progress.cancel(params.getToken()));
    // Last, so that it knows what there is. Its token was looked at before it came here.
    router.onRequest(METHOD, JsonObject.class, (params, call) -> Capabilities.rag(router));
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public long requests() {
    return requests.get();
  }

  @Override
  public boolean isIdle() {
    return router.isIdle();
  }

  @Override
  public void end() {
    metrics.stop();
    router.abortAll(
        Errors.refusal(ResponseErrorCode.RequestCancelled, "Nobody waits for it any more."), null);
  }
}
