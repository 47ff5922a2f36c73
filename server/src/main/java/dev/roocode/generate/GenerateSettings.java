package dev.roocode.generate;

import dev.roocode.base.Setting;
import dev.roocode.domain.Fault;
import java.util.Locale;

/**
 * Which model writes answers. The key of an endpoint is no setting: it is handed over on its own,
 * so that no record, log or history ever holds it.
 *
 * @param provider a protocol of an endpoint, or none
 * @param url base address of the endpoint, such as {@code https://api.example.com/v1}; empty means
 *     the local Ollama where the provider is openai
 * @param model name of the endpoint's model
 * @param temperature 0 gives the same text for the same question
 * @param maxAnswerTokens the longest answer
 * @param contextTokens what the model reads and writes at most together; 0 means not known
 * @param connectTimeoutMillis until the connection stands
 * @param firstTokenTimeoutMillis from the question to the first word
 * @param idleTimeoutMillis without a sign of life after the first word
 * @param totalTimeoutMillis from the question to the last word, further attempts included
 * @param allowPlainHttp whether prompts may go to another machine without encryption
 * @param allowRemote whether prompts, which hold parts of files, may go to another machine in every
 *     workspace; each may allow it for itself
 */
public record GenerateSettings(
    @Setting(
            value =
                "Which model writes answers: an OpenAI-compatible endpoint (also Ollama, llama.cpp, LM Studio, vLLM), Anthropic's, or none (answers are quotations).",
            machine = true)
        Provider provider,
    @Setting(
            value =
                "Base address of the model's endpoint; empty means the local Ollama where the provider is openai.",
            machine = true)
        String url,
    @Setting(value = "Name of the model that writes answers.", machine = true) String model,
    @Setting(
            value = "How freely the model writes; 0 gives the same text for the same question.",
            min = 0,
            max = 2)
        double temperature,
    @Setting(value = "The longest answer, in tokens.", min = 16, max = 32768) int maxAnswerTokens,
    @Setting(
            value = "Tokens that the model reads and writes at most together; 0 means not known.",
            min = 0,
            max = 10000000)
        int contextTokens,
    @Setting(value = "Time until the connection to the endpoint stands.", min = 100, max = 600000)
        int connectTimeoutMillis,
    @Setting(value = "Time from the question to the model's first word.", min = 100, max = 3600000)
        int firstTokenTimeoutMillis,
    @Setting(
            value = "Time without a sign of life of the model after its first word.",
            min = 100,
            max = 3600000)
        int idleTimeoutMillis,
    @Setting(value = "Time from the question to the model's last word.", min = 100, max = 3600000)
        int totalTimeoutMillis,
    @Setting(
            value = "Whether prompts may go to another machine without encryption.",
            machine = true)
        boolean allowPlainHttp,
    @Setting(
            value =
                "Whether questions and the parts of files found for them may go to a model on another machine without being allowed workspace by workspace.",
            machine = true)
        boolean allowRemote) {
  /** Who writes. */
  public enum Provider {
    /** Nobody: answers are quotations. */
    NONE,
    /** An endpoint that speaks OpenAI's {@code /chat/completions}. */
    OPENAI,
    /** An endpoint that speaks Anthropic's {@code /v1/messages}. */
    ANTHROPIC;

    /** As it is written in settings: {@code openai}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int HOUR_MILLIS = 3_600_000;

  /**
   * A small model on two cores reads 4,000 tokens in one to two minutes before its first word;
   * after it half a minute of silence is a fault.
   */
  public static final GenerateSettings DEFAULTS =
      new GenerateSettings(
          Provider.NONE, "", "", 0, 1_024, 0, 5_000, 120_000, 30_000, 300_000, false, false);

  public GenerateSettings {
    if (!(temperature >= 0 && temperature <= 2)) {
      throw invalid("generator.temperature", String.valueOf(temperature), "0 to 2");
    }
    require("generator.maxAnswerTokens", maxAnswerTokens, 16, 32_768);
    require("generator.contextTokens", contextTokens, 0, 10_000_000);
    require("generator.connectTimeoutMillis", connectTimeoutMillis, 100, 600_000);
    require("generator.firstTokenTimeoutMillis", firstTokenTimeoutMillis, 100, HOUR_MILLIS);
    require("generator.idleTimeoutMillis", idleTimeoutMillis, 100, HOUR_MILLIS);
    require("generator.totalTimeoutMillis", totalTimeoutMillis, 100, HOUR_MILLIS);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(name, String.valueOf(value), least + " to " + most);
    }
  }

  private static Fault invalid(String name, String value, String range) {
    return new Fault.Invalid(name, "is " + value, "use a number from " + range);
  }
}
