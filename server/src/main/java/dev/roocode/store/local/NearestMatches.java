package dev.roocode.store.local;

import dev.roocode.store.Matches;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Cosines: of the nearest chunks as found, of any other chunk and of files when asked, from every
 * vector of the file and not only from those found. A chunk or file that went in the meantime, has
 * no vector or may not answer scores 0. The score of a file is the mean of its three best chunks;
 * of all, if it has fewer with a vector.
 */
final class NearestMatches implements Matches {
  private static final int BEST_OF_FILE = 3;

  private final Mirror mirror;
  private final float[] query;
  private final IntPredicate accepts;
  private final long[] best;
  private final Map<Integer, Float> cosines = new ConcurrentHashMap<>();
  private final Map<Long, Float> fileScores = new ConcurrentHashMap<>();

  /**
   * @param accepts files, by ordinal
   * @param best chunks, best first
   */
  NearestMatches(
      Mirror mirror, float[] query, IntPredicate accepts, long[] best, Map<Integer, Float> known) {
    this.mirror = mirror;
    this.query = query;
    this.accepts = accepts;
    this.best = best;
    cosines.putAll(known);
  }

  @Override
  public long[] best() {
    return best.clone();
  }

  @Override
  public float chunk(long id) {
    return mirror.look(() -> {
      FileEntry file = answering(id);
      return file == null ? 0f : cosine(file.content(id));
    });
  }

  @Override
  public float file(long id) {
    return mirror.look(() -> {
      FileEntry file = answering(id);
      return file == null ? 0f : fileScores.computeIfAbsent(file.id(), any -> score(file));
    });
  }

  private @Nullable FileEntry answering(long chunk) {
    FileEntry file = mirror.text().files().byChunk(chunk);
    return file == null || !accepts.test(file.ordinal()) ? null : file;
  }

  /** All of a file at once: a large one has hundreds of chunks. */
  private float score(FileEntry file) {
    int[] contents = Arrays.stream(file.contents()).filter(mirror.vectors()::holds).toArray();
    float[] found = mirror.vectors().cosines(query, contents);
    for (int i = 0; i < found.length; i++) {
      found[i] = cosines.getOrDefault(contents[i], found[i]);
    }
    Arrays.sort(found);
    int from = Math.max(0, found.length - BEST_OF_FILE);
    float sum = 0;
    for (int i = from; i < found.length; i++) {
      sum += found[i];
    }
    return found.length == 0 ? 0 : sum / (found.length - from);
  }

  private float cosine(int content) {
    return cosines.computeIfAbsent(content, any -> mirror.vectors().cosine(query, content));
  }
}
