package dev.roocode.rpc;

import dev.roocode.domain.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Knows the methods of one side of a connection. Every request runs on its own virtual thread, at
 * most {@link #IN_FLIGHT} at a time; notifications run in order on the thread that reads. Routes
 * are added before the first message; then thread-safe.
 */
public final class Router implements Endpoint {
  /** More requests than these at a time are answered with {@code busy}. */
  public static final int IN_FLIGHT = 64;

  /** Answers a request. Whatever it throws becomes an error answer. */
  public interface Handler<P> {
    @Nullable Object handle(P params, Call call);
  }

  /** Parameters that nobody reads. */
  public record Nothing() {}

  /** What a method takes and does. */
  private record Route(Class<?> params, Handler<Object> handler) {}

  private final Map<String, Route> requests = new HashMap<>();
  private final Map<String, Route> notifications = new HashMap<>();
  private final Consumer<String> gate;
  private final Consumer<String> complaints;
  private final Set<Call> running = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(IN_FLIGHT);

  /**
   * @param gate throws a {@link ResponseErrorException} for a request that must not run now
   * @param complaints told, in one line, of each notification that could not be taken: it has no
   *     answer that could say so
   */
  public Router(Consumer<String> gate, Consumer<String> complaints) {
    this.gate = gate;
    this.complaints = complaints;
  }

  public <P> void onRequest(String method, Class<P> params, Handler<P> handler) {
    requests.put(
        method, new Route(params, (value, call) -> handler.handle(params.cast(value), call)));
  }

  public <P> void onNotification(String method, Class<P> params, Consumer<P> handler) {
    notifications.put(
        method,
        new Route(
            params,
            (value, call) -> {
              handler.accept(params.cast(value));
              return null;
            }));
  }

  /**
   * The type of a request's parameters.
   *
   * @throws ResponseErrorException when the method is unknown, or must not run now
   */
  Class<?> requestParams(String method) {
    gate.accept(method);
    Route route = requests.get(method);
    if (route == null) {
      throw Errors.refusal(ResponseErrorCode.MethodNotFound, "There is no method " + shown(method));
    }
    return route.params();
  }

  /** The type of a notification's parameters; null where nobody listens. */
  @Nullable Class<?> notificationParams(String method) {
    Route route = notifications.get(method);
    return route == null ? null : route.params();
  }

  @Override
  public CompletableFuture<?> request(String method, Object params) {
    Call call = new Call();
    try {
      requestParams(method);
    } catch (ResponseErrorException e) {
      call.abort(e);
      return call.answer();
    }
    if (!places.tryAcquire()) {
      String message = "already " + IN_FLIGHT + " at a time";
      Fault busy = new Fault.Busy("requests", message, "wait for some answers");
      call.abort(new ResponseErrorException(Errors.of(busy)));
      return call.answer();
    }
    running.add(call);
    Handler<Object> handler = Objects.requireNonNull(requests.get(method)).handler();
    Thread.ofVirtual().name(method).start(() -> run(handler, params, call));
    return call.answer();
  }

  private void run(Handler<Object> handler, Object params, Call call) {
    Throwable failure = Guard.failure(() -> call.answer().complete(handler.handle(params, call)));
    running.remove(call);
    places.release();
    if (failure != null) {
      call.answer().completeExceptionally(failure);
    }
  }

  @Override
  public void notify(String method, Object params) {
    Route route = notifications.get(method);
    if (route == null) {
      return;
    }
    Throwable failure = Guard.failure(() -> route.handler().handle(params, new Call()));
    if (failure != null) {
      dropped(method, Errors.of(failure).getMessage());
    }
  }

  void dropped(String method, String problem) {
    complaints.accept(shown(method) + ": " + problem);
  }

  /** Ends every running request with this error, but for the one that asks for it. */
  public void abortAll(ResponseErrorException reason, @Nullable Call except) {
    running.stream().filter(call -> call != except).forEach(call -> call.abort(reason));
  }

  /** Whether no request is being answered. */
  public boolean isIdle() {
    return running.isEmpty();
  }

  /** The names of the requests, sorted. */
  public List<String> methods() {
    return requests.keySet().stream().sorted().toList();
  }

  /** A method's name as it may be logged and answered: it came from outside. */
  static String shown(String method) {
    String cut = method.length() > 80 ? method.substring(0, 80) + "…" : method;
    return cut.replaceAll("[^\\x20-\\x7e…]", "?");
  }
}
