package dev.roocode.embed;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the embedder that the settings name. */
public final class Embedders {
  private Embedders() {}

  /**
   * @param key of the endpoint, {@code ""} for none
   * @param nativesFolder where the built-in model's native libraries are unpacked; see {@link
   *     OnnxEmbedder#load}
   * @return empty where the settings want text search only
   * @throws Fault.Invalid for an address or model that cannot be
   * @throws Fault.Denied for an address that would carry texts in the open
   * @throws Fault.Unavailable where the built-in model does not run on this machine
   */
  public static Optional<Embedder> open(EmbedSettings settings, String key, Path nativesFolder) {
    return switch (settings.provider()) {
      case BUILTIN -> Optional.of(OnnxEmbedder.load(nativesFolder));
      case OPENAI, OLLAMA -> Optional.of(HttpEmbedder.open(settings, key));
      case NONE -> Optional.empty();
    };
  }
}
