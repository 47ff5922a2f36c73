package dev.roocode.mcp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.roocode.domain.Limits;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Several messages that came as one: part of revision 2025-03-26 and of no later one. */
final class Batch {
  private Batch() {}

  /** Why it cannot be taken; null where it can. */
  static @Nullable JsonObject refusal(JsonArray batch, Conversation conversation) {
    if (!conversation.takesBatches()) {
      return refused("Send one message at a time.");
    }
    if (batch.isEmpty() || batch.size() > Limits.AGENT_BATCH) {
      return refused("A batch has 1 to " + Limits.AGENT_BATCH + " messages.");
    }
    return null;
  }

  private static JsonObject refused(String problem) {
    return Frames.error(null, ResponseErrorCode.InvalidRequest, problem);
  }

  /** The answers, one after the other; null where there is none. */
  static @Nullable JsonArray take(JsonArray batch, Conversation conversation) {
    JsonArray answers = new JsonArray();
    for (JsonElement entry : batch) {
      JsonObject answer = conversation.take(Message.of(entry), told -> {});
      if (answer != null) {
        answers.add(answer);
      }
    }
    return answers.isEmpty() ? null : answers;
  }
}
