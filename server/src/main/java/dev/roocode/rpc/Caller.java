package dev.roocode.rpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.jspecify.annotations.Nullable;

/**
 * The side of a conversation that asks. Answers are read as strictly as requests are; a stream that
 * ends, or that cannot be understood, ends every call. Thread-safe.
 */
public final class Caller {
  /** How often a waiting call looks whether it is still wanted. */
  private static final long STEP_MILLIS = 50;

  private final Connection connection;
  private final CompletableFuture<@Nullable Object> ended = new CompletableFuture<>();

  /**
   * Reads from now on, on a thread of its own, until the stream ends.
   *
   * @param notifications listens to what the other side tells
   */
  public Caller(InputStream in, OutputStream out, Router notifications) {
    this.connection = new Connection(out, notifications);
    Thread.ofVirtual().name("answers").start(() -> read(in));
  }

  private void read(InputStream in) {
    Framer framer = new Framer(in);
    try {
      while (framer.next() instanceof Framer.Frame.Body body) {
        connection.receive(body.bytes());
      }
    } catch (IOException e) {
      // the calls say so
    } finally {
      ended.complete(null);
    }
  }

  /**
   * Asks and waits for the answer.
   *
   * @param params a record of the wire
   * @throws Fault what the other side says, or {@code Unavailable} where it is gone
   * @throws CancellationException when cancelled, here or there
   */
  public <T> T call(String method, Object params, Class<T> type, Cancellation cancellation) {
    CompletableFuture<?> answer = connection.remote().request(method, params);
    await(answer, cancellation);
    if (!answer.isDone()) {
      throw gone();
    }
    try {
      JsonElement result = answer.join() instanceof JsonElement json ? json : JsonNull.INSTANCE;
      T value = connection.read(result, type);
      if (value != null) {
        return value;
      }
    } catch (JsonParseException e) {
      throw strange().causedBy(e);
    }
    throw strange();
  }

  private void await(CompletableFuture<?> answer, Cancellation cancellation) {
    CompletableFuture<@Nullable Object> either = CompletableFuture.anyOf(answer, ended);
    while (true) {
      try {
        either.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        if (cancellation.isCancelled()) {
          answer.cancel(true); // tells the other side
          throw new CancellationException();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof ResponseErrorException refusal
            ? Errors.meaning(refusal.getResponseError())
            : gone().causedBy(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer.cancel(true);
        throw new CancellationException();
      }
    }
  }

  private static Fault gone() {
    return new Fault.Unavailable(
        "the running server", "has ended the conversation", "run the command again");
  }

  private static Fault strange() {
    return new Fault.Unavailable(
        "the running server",
        "gives an answer that this version does not understand",
        "restart the editor, so that both are of one version");
  }
}
