package dev.roocode.rpc;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * One conversation. Reads on the thread that calls {@link #run}; may be written to from any thread.
 */
public final class Connection {
  /** lsp4j logs what it was sent: text of the user's, which has no place in a log. */
  private static final Logger LSP4J = Logger.getLogger(RemoteEndpoint.class.getName());

  static {
    LSP4J.setLevel(Level.OFF);
  }

  private final MessageJsonHandler json;
  private final MessageConsumer out;
  private final RemoteEndpoint remote;
  private final Incoming incoming;
  private volatile boolean closed;

  public Connection(OutputStream out, Router router) {
    this.json =
        new MessageJsonHandler(
            Map.of(),
            builder ->
                builder
                    .disableHtmlEscaping()
                    .registerTypeAdapterFactory(new StandardAdapter())
                    .registerTypeAdapterFactory(new WireAdapter()));
    this.out = new StreamMessageConsumer(out, json);
    this.remote = new RemoteEndpoint(this.out, router, Errors::of);
    this.incoming = new Incoming(router, json.getGson());
  }

  /** A value that came as JSON inside of parameters, as strictly as these. */
  public <T> T read(JsonElement value, Class<T> type) {
    return json.getGson().fromJson(value, type);
  }

  /** The value as it travels. */
  public JsonElement write(@Nullable Object value) {
    return json.getGson().toJsonTree(value);
  }

  /** The other side. */
  public Endpoint remote() {
    return remote;
  }

  /** Reads until the stream ends, breaks, or {@link #close} is called. */
  public void run(InputStream in) throws IOException {
    Framer framer = new Framer(in);
    while (!closed) {
      switch (framer.next()) {
        case Framer.Frame.Body body -> receive(body.bytes());
        case Framer.Frame.Oversize oversize -> send(Incoming.tooLarge(oversize));
        case Framer.Frame.Broken broken -> {
          send(withoutId(ResponseErrorCode.ParseError, "Closing the stream: " + broken.problem()));
          return;
        }
        case Framer.Frame.End end -> {
          return;
        }
      }
    }
  }

  /** Takes one body, however it was carried. Never throws. */
  public void receive(byte[] body) {
    Throwable failure = Guard.failure(() -> take(body));
    if (failure != null) { // such as a lack of memory while the body is read
      ResponseMessage answer = new ResponseMessage();
      answer.setRawId(Incoming.rawId(Envelope.scan(body).id()));
      answer.setError(Errors.of(failure));
      send(answer);
    }
  }

  private void take(byte[] body) {
    try {
      Message message = incoming.read(body);
      if (message != null) {
        remote.consume(message);
      }
    } catch (Incoming.Refused refused) {
      send(refused.answer());
    }
  }

  /** Lets {@link #run} return after the message it is at. */
  public void close() {
    closed = true;
  }

  private static ResponseMessage withoutId(ResponseErrorCode code, String message) {
    ResponseMessage answer = new ResponseMessage();
    answer.setError(Errors.error(code, message));
    return answer;
  }

  private void send(ResponseMessage answer) {
    try {
      out.consume(answer);
    } catch (JsonRpcException e) {
      closed = true; // nobody reads any more
    }
  }
}
