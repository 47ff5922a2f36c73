package dev.roocode.config;

import dev.roocode.domain.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings for a size of machine, laid over the defaults. Sizes are those of the operations guide:
 * small 2 processors and 4 GiB, medium 4 and 8, large 8 and 16.
 */
public enum Profile {
  SMALL(Map.of("index.workers", 2, "index.embedWorkers", 2)),
  MEDIUM(Map.of("index.workers", 4, "index.embedWorkers", 3)),
  LARGE(Map.of("index.workers", 8, "index.embedWorkers", 6));

  private static final int MEDIUM_PROCESSORS = 4;
  private static final int LARGE_PROCESSORS = 8;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, Object> values;

  Profile(Map<String, Object> values) {
    this.values = values;
  }

  /** What it sets, by name. */
  public Map<String, Object> settings() {
    return values;
  }

  /** By its word: {@code small}. */
  public static Profile named(String word) {
    return Arrays.stream(values())
        .filter(profile -> profile.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new Fault.Invalid(
                "profile",
                "there is none named " + word,
                "use "
                    + Arrays.stream(values())
                        .map(Profile::word)
                        .collect(Collectors.joining(", "))));
  }

  /** The one for a machine of so many processors. */
  public static Profile of(int processors) {
    return processors >= LARGE_PROCESSORS
        ? LARGE
        : processors >= MEDIUM_PROCESSORS ? MEDIUM : SMALL;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
