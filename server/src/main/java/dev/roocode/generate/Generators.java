package dev.roocode.generate;

import java.util.Optional;

/** Opens the model that the settings name. */
public final class Generators {
  private Generators() {}

  /**
   * @param key of the endpoint, {@code ""} for none
   * @return empty where the settings want quotations only
   * @throws dev.roocode.domain.Fault as {@link HttpGenerator#open}
   */
  public static Optional<Generator> open(GenerateSettings settings, String key) {
    return switch (settings.provider()) {
      case OPENAI, ANTHROPIC -> Optional.of(HttpGenerator.open(settings, key));
      case NONE -> Optional.empty();
    };
  }
}
