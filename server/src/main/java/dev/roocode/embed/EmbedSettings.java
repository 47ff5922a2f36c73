package dev.roocode.embed;

import dev.roocode.base.Setting;
import dev.roocode.domain.Fault;
import java.util.Locale;

/**
 * Where vectors come from. The key of an endpoint is no setting: it is handed over on its own, so
 * that no record, log or history ever holds it.
 *
 * @param provider the built-in model, a protocol of an endpoint, or none
 * @param url base address of the endpoint, such as {@code https://api.example.com/v1}; empty means
 *     the local Ollama where that is the provider
 * @param model name of the endpoint's model
 * @param dimensions length of the endpoint's vectors; 0 means that its first answer tells
 * @param timeoutMillis for one request to the endpoint, from start to the last byte
 * @param batchSize texts in one request to the endpoint
 * @param allowPlainHttp whether texts may go to another machine without encryption
 */
public record EmbedSettings(
    @Setting(
            value =
                "Who computes vectors: the built-in model, an OpenAI-compatible endpoint, Ollama, or nobody (text search only).",
            machine = true)
        Provider provider,
    @Setting(
            value =
                "Base address of the endpoint; empty means the local Ollama where that is the provider.",
            machine = true)
        String url,
    @Setting(value = "Name of the endpoint's model.", machine = true) String model,
    @Setting(
            value = "Length of the endpoint's vectors; 0 means that its first answer tells.",
            min = 0,
            max = 16384)
        int dimensions,
    @Setting(value = "Time for one request to the endpoint.", min = 100, max = 600000)
        int timeoutMillis,
    @Setting(value = "Texts in one request to the endpoint.", min = 1, max = 256) int batchSize,
    @Setting(value = "Whether texts may go to another machine without encryption.", machine = true)
        boolean allowPlainHttp) {
  /** Who computes vectors. */
  public enum Provider {
    /** all-MiniLM-L6-v2 in this process; nothing leaves the machine. */
    BUILTIN,
    /** An endpoint that speaks OpenAI's {@code /embeddings}. */
    OPENAI,
    /** An endpoint that speaks Ollama's {@code /api/embed}. */
    OLLAMA,
    /** Nobody: text search only. */
    NONE;

    /** As it is written in settings: {@code builtin}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The largest model known today gives 8,192 dimensions. */
  public static final int MAX_DIMENSIONS = 16_384;

  public static final int MAX_BATCH = 256;

  public static final EmbedSettings DEFAULTS =
      new EmbedSettings(Provider.BUILTIN, "", "", 0, 30_000, 16, false);

  public EmbedSettings {
    require("embedding.dimensions", dimensions, 0, MAX_DIMENSIONS);
    require("embedding.timeoutMillis", timeoutMillis, 100, 600_000);
    require("embedding.batchSize", batchSize, 1, MAX_BATCH);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Fault.Invalid(name, "is " + value, "use a number from " + least + " to " + most);
    }
  }
}
