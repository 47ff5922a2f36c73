package dev.roocode.generate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.roocode.http.StrictJson;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server says went wrong. Its text is looked at and never shown: it may repeat the prompt or
 * the key.
 *
 * @param message cut, in lower case
 * @param kind its words for the kind of error, in lower case; may be empty
 * @param contextTokens a member that tells how much the model reads; 0 where there is none
 */
record Complaint(String message, String kind, int contextTokens) {
  private static final int MESSAGE_CHARS = 2_000;

  /** A word for the log that cannot be a key. */
  private static final Pattern PLAIN = Pattern.compile("[a-z_]{1,40}");

  private static final String NUMBER = "\\D{0,20}?(\\d{2,9})";

  /**
   * How engines say that a prompt is too long, and where the limit stands in it. In this order:
   * OpenAI, vLLM and OpenRouter; llama.cpp; Anthropic (two); LM Studio; vLLM's decoder; Mistral;
   * Gemini; Text Generation Inference; Ollama, which does not say the limit.
   */
  private static final Pattern TOO_LONG =
      Pattern.compile(
          Stream.of(
                  "maximum context length(?: is| of)?" + NUMBER,
                  "available context size" + NUMBER,
                  "prompt is too long:? ?\\d+ tokens > (\\d+)",
                  "exceed context limit: ?\\d+ ?\\+ ?\\d+ ?> ?(\\d+)",
                  "context length of only" + NUMBER,
                  "maximum model length(?: of)?" + NUMBER,
                  "too large for model with" + NUMBER,
                  "exceeds the maximum number of tokens allowed" + NUMBER,
                  "max_new_tokens` must be <=" + NUMBER,
                  "exceeds? (?:the )?(?:maximum |model'?s? )?context (?:length|window|size)",
                  "prompt (?:is )?too long")
              .collect(Collectors.joining("|")));

  private static final Pattern NO_MODEL =
      Pattern.compile(
          "model\\b.{0,200}\\b(not found|not_found|does not exist|unknown|invalid|not loaded)"
              + "|(no such|unknown|invalid|not a valid|not find) model|^model:|model_not_found",
          Pattern.DOTALL);

  /** Of an answer's body; empty where it is no JSON that complains. */
  static Optional<Complaint> of(String body) {
    try {
      return StrictJson.read(body, Complaint::of);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Of an answer or event; empty where it does not complain. */
  static Optional<Complaint> of(JsonObject said) {
    JsonElement error = said.get("error");
    if (error instanceof JsonObject object) {
      return Optional.of(from(object, object));
    }
    if (text(error) != null) {
      return Optional.of(new Complaint(lower(text(error)), "", 0));
    }
    boolean complains = "error".equals(text(said.get("object"))) || said.has("detail");
    return complains ? Optional.of(from(said, said)) : Optional.empty();
  }

  private static Complaint from(JsonObject words, JsonObject numbers) {
    String message = text(words.get("message"));
    String detail = text(words.get("detail"));
    String kind =
        Stream.of(text(words.get("type")), text(words.get("code")))
            .filter(word -> word != null && !word.isEmpty() && !word.contains(" "))
            .map(Complaint::lower)
            .collect(Collectors.joining(" "));
    return new Complaint(lower(message == null ? detail : message), kind, number(numbers, "n_ctx"));
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element instanceof JsonPrimitive primitive && !(element instanceof JsonArray)
        ? primitive.getAsString()
        : null;
  }

  private static int number(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive primitive && primitive.isNumber()
        ? primitive.getAsInt()
        : 0;
  }

  private static String lower(@Nullable String text) {
    String all = text == null ? "" : text;
    return all.substring(0, Math.min(all.length(), MESSAGE_CHARS)).toLowerCase(Locale.ROOT);
  }

  /** Where it says that the prompt is too long: what the model reads, 0 where that is not said. */
  OptionalInt overflow() {
    if (kind.contains("exceed_context_size")) {
      return OptionalInt.of(Math.max(0, contextTokens));
    }
    Matcher matcher = TOO_LONG.matcher(message);
    if (!matcher.find()) {
      return kind.contains("context_length_exceeded") ? OptionalInt.of(0) : OptionalInt.empty();
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return OptionalInt.of(Integer.parseInt(matcher.group(group)));
      }
    }
    return OptionalInt.of(0);
  }

  boolean isAboutTheModel() {
    return NO_MODEL.matcher(message).find() || kind.contains("model_not_found");
  }

  /** Whether another attempt may find it gone. */
  boolean isPassing() {
    return kind.contains("overloaded")
        || kind.contains("rate_limit")
        || kind.contains("unavailable");
  }

  boolean isAboutCredit() {
    return kind.contains("insufficient_quota") || kind.contains("billing");
  }

  /** The kind for people, with a comma before it, where it is a plain word. */
  String shown() {
    return Stream.of(kind.split(" "))
        .filter(word -> PLAIN.matcher(word).matches())
        .findFirst()
        .map(word -> ", " + word)
        .orElse("");
  }
}
