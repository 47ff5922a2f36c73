package dev.roocode.generate;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what comes back, for the one thread that waits. At most one portion of the body
 * is under way at a time. Closing it early closes the connection, by which engines notice that
 * nobody wants their text.
 */
final class Inflow implements AutoCloseable {
  /** What came. */
  sealed interface Signal {}

  /** Status and headers; the first of all, unless the request failed. */
  record Head(HttpResponse.ResponseInfo info) implements Signal {}

  /** A portion of the body. The next one is asked for by {@link Inflow#more}. */
  record Portion(List<ByteBuffer> bytes) implements Signal {}

  /** The body has ended as it should; the last of all. */
  record End() implements Signal {}

  /** The request or its body failed; the last of all. */
  record Failed(Throwable cause) implements Signal {}

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<HttpResponse<Boolean>> answer;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;

  private Inflow(HttpClient client, HttpRequest request) {
    this.answer =
        client.sendAsync(
            request,
            info -> {
              signals.add(new Head(info));
              return new Body();
            });
  }

  static Inflow open(HttpClient client, HttpRequest request) {
    Inflow inflow = new Inflow(client, request);
    var _ =
        inflow.answer.whenComplete((done, thrown) -> {
          if (thrown != null) {
            inflow.signals.add(new Failed(thrown));
          }
        });
    return inflow;
  }

  /**
   * What came next; null where nothing came for so long.
   *
   * @throws CancellationException where the thread is interrupted
   */
  @Nullable Signal next(long millis) {
    try {
      return signals.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  void more() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.request(1);
    }
  }

  @Override
  public void close() {
    closed = true;
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
    answer.cancel(true); // no effect on what has ended
  }

  /** Runs on the client's threads. */
  private final class Body implements HttpResponse.BodySubscriber<Boolean> {
    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();

    @Override
    public CompletionStage<Boolean> getBody() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (closed) {
        given.cancel();
      } else {
        given.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      signals.add(new Portion(bytes));
    }

    @Override
    public void onError(Throwable thrown) {
      signals.add(new Failed(thrown));
      whole.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      signals.add(new End());
      whole.complete(true);
    }
  }
}
