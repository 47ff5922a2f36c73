package dev.roocode.generate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.roocode.domain.Fault;
import dev.roocode.http.Address;
import dev.roocode.http.ApiKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The two protocols that models are asked by. */
enum ChatApi {
  /** OpenAI's, also of Ollama, llama.cpp, LM Studio, vLLM, most gateways. */
  OPENAI("/chat/completions") {
    @Override
    String base(GenerateSettings settings) {
      return settings.url().isBlank() ? LOCAL_OLLAMA : settings.url();
    }

    @Override
    void headers(HttpRequest.Builder request, ApiKey key) {
      if (!key.isEmpty()) {
        request.header("Authorization", "Bearer " + key.text());
      }
    }

    @Override
    JsonObject body(Prompt prompt, GenerateSettings settings, Set<Extra> refused) {
      JsonArray messages = new JsonArray();
      prompt.messages().forEach(message -> messages.add(message(message)));
      JsonObject body = new JsonObject();
      body.addProperty("model", settings.model());
      body.add("messages", messages);
      body.addProperty("stream", true);
      if (!refused.contains(Extra.STREAM_OPTIONS)) {
        JsonObject options = new JsonObject();
        options.addProperty("include_usage", true);
        body.add("stream_options", options);
      }
      if (!refused.contains(Extra.TEMPERATURE)) {
        body.addProperty("temperature", settings.temperature());
      }
      boolean old = !refused.contains(Extra.MAX_TOKENS);
      body.addProperty(old ? "max_tokens" : "max_completion_tokens", prompt.maxAnswerTokens());
      return body;
    }

    @Override
    Reply reply() {
      return new OpenAiReply();
    }
  },

  /** Anthropic's, also of llama.cpp and some gateways. */
  ANTHROPIC("/v1/messages") {
    @Override
    String base(GenerateSettings settings) {
      if (settings.url().isBlank()) {
        throw new Fault.Invalid(
            "generator.url", "is empty", "write it like https://api.example.com");
      }
      return Address.withoutSlashes(settings.url()).replaceFirst("/v1$", "");
    }

    @Override
    void headers(HttpRequest.Builder request, ApiKey key) {
      request.header("anthropic-version", "2023-06-01");
      if (!key.isEmpty()) {
        request.header("x-api-key", key.text());
      }
    }

    @Override
    JsonObject body(Prompt prompt, GenerateSettings settings, Set<Extra> refused) {
      JsonArray messages = new JsonArray();
      prompt.messages().stream()
          .filter(message -> message.role() != Prompt.Role.SYSTEM)
          .forEach(message -> messages.add(message(message)));
      String system =
          prompt.messages().stream()
              .filter(message -> message.role() == Prompt.Role.SYSTEM)
              .map(Prompt.Message::content)
              .collect(Collectors.joining("\n\n"));
      JsonObject body = new JsonObject();
      body.addProperty("model", settings.model());
      body.addProperty("max_tokens", prompt.maxAnswerTokens());
      if (!system.isEmpty()) {
        body.addProperty("system", system);
      }
      body.add("messages", messages);
      body.addProperty("stream", true);
      if (!refused.contains(Extra.TEMPERATURE)) {
        body.addProperty("temperature", Math.min(1, settings.temperature())); // its largest
      }
      return body;
    }

    @Override
    Reply reply() {
      return new AnthropicReply();
    }
  };

  /** Members that some models refuse; the question is then asked without. */
  enum Extra {
    TEMPERATURE,
    /** Newer models of OpenAI want {@code max_completion_tokens} instead. */
    MAX_TOKENS,
    STREAM_OPTIONS;

    String member() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String LOCAL_OLLAMA = "http://127.0.0.1:11434/v1";

  private final String path;

  ChatApi(String path) {
    this.path = path;
  }

  /**
   * Where prompts go. Who wrote the whole address is understood, too.
   *
   * @throws Fault as {@link Address#of}
   */
  URI uri(GenerateSettings settings) {
    String base = Address.withoutSlashes(base(settings));
    String shorter = base.endsWith(path) ? base.substring(0, base.length() - path.length()) : base;
    return Address.of(shorter, path, "generator", settings.allowPlainHttp());
  }

  abstract String base(GenerateSettings settings);

  abstract void headers(HttpRequest.Builder request, ApiKey key);

  /** What is sent: model, messages, bounds, nothing else. */
  abstract JsonObject body(Prompt prompt, GenerateSettings settings, Set<Extra> refused);

  abstract Reply reply();

  private static JsonObject message(Prompt.Message message) {
    JsonObject object = new JsonObject();
    object.addProperty("role", message.role().name().toLowerCase(Locale.ROOT));
    object.addProperty("content", message.content());
    return object;
  }
}
