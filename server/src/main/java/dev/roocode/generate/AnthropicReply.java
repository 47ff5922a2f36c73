package dev.roocode.generate;

import com.google.gson.JsonObject;

/** The events of Anthropic's {@code /v1/messages}. Kinds that are not known are passed over. */
final class AnthropicReply extends Reply {
  @Override
  boolean isLast(Event event) {
    return false;
  }

  @Override
  void read(JsonObject said) {
    switch (said.get("type").getAsString()) {
      case "message_start" -> usage(said.getAsJsonObject("message"));
      case "content_block_start" -> write(text(said.getAsJsonObject("content_block"), "text"));
      case "content_block_delta" -> delta(said.getAsJsonObject("delta"));
      case "message_delta" -> {
        usage(said);
        stopped(text(said.getAsJsonObject("delta"), "stop_reason"));
      }
      case "message_stop" -> end();
      default -> {} // ping, content_block_stop, what is still to be invented
    }
  }

  private void delta(JsonObject delta) {
    write(text(delta, "text"));
    if (!text(delta, "thinking").isEmpty()) {
      think();
    }
  }

  /** What was read from its cache was read, too. */
  private void usage(JsonObject holder) {
    if (holder.get("usage") instanceof JsonObject usage) {
      if (usage.has("input_tokens")) {
        countPrompt(
            number(usage, "input_tokens")
                + number(usage, "cache_creation_input_tokens")
                + number(usage, "cache_read_input_tokens"));
      }
      countAnswer(number(usage, "output_tokens"));
    }
  }

  private void stopped(String reason) {
    switch (reason) {
      case "" -> {}
      case "max_tokens", "model_context_window_exceeded" -> finish(Finish.LENGTH);
      case "refusal" -> finish(Finish.WITHHELD);
      default -> finish(Finish.DONE);
    }
  }
}
