package dev.roocode.generate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The chunks of OpenAI's {@code /chat/completions}, with llama.cpp's {@code timings}. */
final class OpenAiReply extends Reply {
  @Override
  boolean isLast(Event event) {
    return event.data().strip().equals("[DONE]");
  }

  @Override
  void read(JsonObject said) {
    if (said.get("usage") instanceof JsonObject usage) {
      countPrompt(number(usage, "prompt_tokens"));
      countAnswer(number(usage, "completion_tokens"));
    }
    if (said.get("timings") instanceof JsonObject timings) {
      time(timings.get("prompt_ms").getAsDouble() + timings.get("predicted_ms").getAsDouble());
    }
    JsonElement choices = said.get("choices");
    if (choices != null && !choices.isJsonNull() && !choices.getAsJsonArray().isEmpty()) {
      choice(choices.getAsJsonArray().get(0).getAsJsonObject());
    }
  }

  private void choice(JsonObject choice) {
    if (choice.get("delta") instanceof JsonObject delta) {
      write(text(delta, "content"));
      write(text(delta, "refusal"));
      // two spellings of the same member
      if (!text(delta, "reasoning_content").isEmpty() || !text(delta, "reasoning").isEmpty()) {
        think();
      }
    }
    switch (text(choice, "finish_reason")) {
      case "" -> {}
      case "length" -> finish(Finish.LENGTH);
      case "content_filter" -> finish(Finish.WITHHELD);
      default -> finish(Finish.DONE);
    }
  }
}
