package dev.roocode.rpc;

import dev.roocode.base.Cancellation;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A request that runs. It is cancelled by its client, or by the server that has to stop it; either
 * way the answer leaves at once, and the work ends at its next look at this. Thread-safe.
 */
public final class Call implements Cancellation {
  private final Switch stop = new Switch();
  private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

  Call() {
    // However it fails, nobody waits for the work any more.
    var _ =
        answer.whenComplete((result, failure) -> {
          if (failure != null) {
            stop.cancel();
          }
        });
  }

  @Override
  public boolean isCancelled() {
    return stop.isCancelled();
  }

  /** Ends the request with this error. */
  public void abort(ResponseErrorException reason) {
    answer.completeExceptionally(reason);
  }

  /** Ends the request as its client would. */
  public void cancel() {
    abort(Errors.refusal(ResponseErrorCode.RequestCancelled, "The request was cancelled."));
  }

  /** What the client waits for; cancelling it cancels the work. */
  CompletableFuture<@Nullable Object> answer() {
    return answer;
  }
}
