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
  SMALL(
      768,
      Map.of(
          "index.workers", 2,
          "index.embedWorkers", 2,
          "index.crossover", 150_000,
          "embedding.batchSize", 16,
          "vectorCacheSize", 5_000,
          "cacheMegabytes", 20)),
  MEDIUM(
      1_536,
      Map.of(
          "index.workers", 4,
          "index.embedWorkers", 3,
          "index.crossover", 150_000,
          "embedding.batchSize", 16,
          "vectorCacheSize", 10_000,
          "cacheMegabytes", 40)),
  LARGE(
      3_072,
      Map.of(
          "index.workers", 8,
          "index.embedWorkers", 6,
          "index.crossover", 200_000,
          "embedding.batchSize", 32,
          "vectorCacheSize", 10_000,
          "cacheMegabytes", 80));

  private static final int MEDIUM_PROCESSORS = 4;
  private static final int LARGE_PROCESSORS = 8;

  /** Somewhat less than 8 and 16 GiB: the system keeps a part for itself. */
  private static final long MEDIUM_BYTES = 7L << 30;

  private static final long LARGE_BYTES = 14L << 30;

  private final int heapMegabytes;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, Object> values;

  Profile(int heapMegabytes, Map<String, Object> values) {
    this.heapMegabytes = heapMegabytes;
    this.values = values;
  }

  /** What it sets, by name. */
  public Map<String, Object> settings() {
    return values;
  }

  /** The most Java heap that suits it; only who starts Java can give it ({@code -Xmx}). */
  public int heapMegabytes() {
    return heapMegabytes;
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

  /** The one for a machine of so many processors and so much memory. */
  public static Profile of(int processors, long memoryBytes) {
    if (processors >= LARGE_PROCESSORS && memoryBytes >= LARGE_BYTES) {
      return LARGE;
    }
    boolean medium = processors >= MEDIUM_PROCESSORS && memoryBytes >= MEDIUM_BYTES;
    return medium ? MEDIUM : SMALL;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
