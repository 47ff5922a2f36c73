package dev.roocode.mcp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Limits;
import dev.roocode.tools.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one agent on a pair of streams, a message a line. */
public final class StdioDoor {
  private static final Logger LOG = LoggerFactory.getLogger(StdioDoor.class);

  private final OutputStream out;
  private final Conversation conversation;

  private StdioDoor(OutputStream out, Conversation conversation) {
    this.out = out;
    this.conversation = conversation;
  }

  /**
   * Serves until the input ends; then nothing that runs is wanted any more. The streams stay open.
   *
   * @param out nothing else may write to it
   * @param version of the program
   */
  public static void run(InputStream in, OutputStream out, Toolbox tools, String version)
      throws IOException {
    Conversation conversation = new Conversation(tools, version, Ticker.SYSTEM);
    try {
      new StdioDoor(out, conversation).read(new Lines(in, Limits.AGENT_MESSAGE_BYTES));
    } finally {
      conversation.end();
    }
  }

  private void read(Lines lines) throws IOException {
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      if (line.tooLong()) {
        send(tooLong());
      } else if (!isBlank(line.bytes())) {
        take(line.bytes());
      }
    }
  }

  private static JsonObject tooLong() {
    return Frames.error(
        null,
        ResponseErrorCode.InvalidRequest,
        "The message is longer than " + Limits.AGENT_MESSAGE_BYTES + " bytes.");
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private void take(byte[] bytes) {
    JsonElement json = Message.parse(bytes);
    if (json == null) {
      send(Frames.error(null, ResponseErrorCode.ParseError, "The line holds no JSON."));
    } else if (json instanceof JsonArray batch) {
      JsonElement refusal = Batch.refusal(batch, conversation);
      if (refusal == null) {
        aside(() -> sendSome(Batch.take(batch, conversation)));
      } else {
        send(refusal);
      }
    } else {
      one(Message.of(json));
    }
  }

  /**
   * What may take time does not keep the next message, such as its cancellation, from being read.
   */
  private void one(Message message) {
    Consumer<JsonObject> tell = this::send;
    if (message instanceof Message.Request request && request.method().startsWith("tools/")) {
      aside(() -> sendSome(conversation.take(message, tell)));
    } else {
      sendSome(conversation.take(message, tell));
    }
  }

  private static void aside(Runnable work) {
    Thread.ofVirtual().name("agent").start(work);
  }

  private void sendSome(@Nullable JsonElement answer) {
    if (answer != null) {
      send(answer);
    }
  }

  private void send(JsonElement message) {
    byte[] line = (Frames.text(message) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException e) {
        LOG.debug("the agent does not read any more", e);
        conversation.end();
      }
    }
  }
}
