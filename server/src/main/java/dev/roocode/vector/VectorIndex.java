package dev.roocode.vector;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Nearest vectors by cosine. Keeps one byte per dimension in memory and computes the scores of its
 * answers from the full vectors of the {@link VectorSource}. Thread-safe: searches run beside a
 * writer, see what was added or removed before they began, and never wait for a graph.
 */
public final class VectorIndex implements AutoCloseable {
  /** Accepts every identifier. */
  public static final LongPredicate ALL = id -> true;

  /** Rows from which the SIMD kernel is worth its warm-up; fewer take 2 ms in plain Java. */
  private static final int WARM_ROWS = 4 * Block.ROWS;

  private final int dimensions;
  private final VectorSettings settings;
  private final VectorSource source;
  private final Rows rows;
  private final Upkeep upkeep;

  /**
   * @param dimensions of every vector and query
   * @param source is asked for the full vectors of candidates, on the threads that search
   * @param folder where {@code graph.*} lies; must exist
   */
  public VectorIndex(int dimensions, VectorSettings settings, VectorSource source, Path folder) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions " + dimensions);
    }
    this.dimensions = dimensions;
    this.settings = settings;
    this.source = source;
    this.rows = new Rows(dimensions, settings.maxVectors());
    this.upkeep = new Upkeep(dimensions, settings, rows, folder);
  }

  /**
   * Adds a vector, or replaces the one of this identifier.
   *
   * @param unit {@code float[dimensions]}, unit length; not kept
   * @throws Fault.TooLarge when the index is full
   */
  public void add(long id, float[] unit) {
    check(unit);
    rows.add(id, unit);
    if (rows.view().count >= WARM_ROWS) {
      Kernels.warm();
    }
    upkeep.wake();
  }

  /**
   * At once invisible to every search that begins afterwards. Unknown identifiers do not matter.
   */
  public void remove(long id) {
    rows.remove(id);
    upkeep.wake();
  }

  /** The nearest of all. */
  public Neighbours nearest(float[] query, int k) {
    return nearest(query, k, ALL);
  }

  /**
   * The nearest of those that the filter accepts, with their exact cosines. Fewer than {@code k}
   * only where there are no more, or the source no longer knows them.
   *
   * @param query {@code float[dimensions]}, unit length
   * @param filter must be quick and wait for no lock: a graph is kept from changing meanwhile. A
   *     sample of rows is asked too, and rows that are then not among the best
   */
  public Neighbours nearest(float[] query, int k, LongPredicate filter) {
    check(query);
    View view = rows.view();
    int wanted = Math.min(k, view.count);
    if (wanted <= 0) {
      return Neighbours.NONE;
    }
    Code code = Code.of(query);
    int limit = Math.min(view.count, candidates(wanted));
    Best linked = upkeep.search(code, limit, filter);
    if (linked != null) {
      Neighbours found = rerank(query, linked, wanted);
      if (found.size() == wanted) {
        return found;
      }
    }
    Best scanned = new Best(limit);
    view.scan(0, code, filter, scanned);
    return rerank(query, scanned, wanted);
  }

  /** The cosine of one vector to within about 0.003; 0 when the identifier is unknown. */
  public float score(float[] query, long id) {
    return scores(query, new long[] {id})[0];
  }

  /**
   * The cosines of many, in the order asked for, from the codes in memory: to within about 0.003,
   * about 50 ns each, without asking the source; 0 where unknown.
   */
  public float[] scores(float[] query, long[] ids) {
    check(query);
    return rows.cosines(Code.of(query), ids);
  }

  /** How many vectors it holds. */
  public int size() {
    return rows.size();
  }

  /** How the graph stands. */
  public GraphStatus graph() {
    return upkeep.status();
  }

  /**
   * Saves the graph, so that the next start need not build it. Call it while nothing is written,
   * since what is saved counts as this generation. Waits for the last rows to be linked, seconds at
   * most.
   *
   * <p>Below the crossover, a graph that was saved before is deleted.
   *
   * @return false where there is no graph, or it is still being built
   * @throws Fault.Unavailable or {@link Fault.DiskFull} when it cannot be written; a graph saved
   *     before is intact then
   */
  public boolean save(long generation) {
    return upkeep.save(generation);
  }

  /**
   * Takes over the graph that was saved as of exactly this generation. Call it after adding all
   * vectors of that generation; the size must have reached the crossover.
   *
   * @return false where there is none, or it is damaged, newer, or of other vectors: then a graph
   *     is built in the background
   */
  public boolean load(long generation) {
    return upkeep.load(generation);
  }

  /** Returns when all that is due in the background is done. For tests and benchmarks. */
  public void settle() {
    upkeep.settle();
  }

  @Override
  public void close() {
    upkeep.close();
  }

  /** The codes order almost as the vectors do: a few more than asked for hold all the best. */
  private int candidates(int k) {
    return k + Math.max(settings.rerank(), k / 4);
  }

  private Neighbours rerank(float[] query, Best candidates, int k) {
    long[] ids = candidates.drain().ids();
    float[] @Nullable [] vectors = source.vectors(ids);
    Best best = new Best(Math.min(k, ids.length));
    for (int i = 0; i < ids.length; i++) {
      float[] vector = vectors[i];
      if (vector != null) {
        best.offer(Exact.cosine(query, vector), ids[i]);
      }
    }
    return best.drain();
  }

  private void check(float[] vector) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " dimensions, not " + dimensions);
    }
    if (!Exact.isFinite(vector)) {
      throw new IllegalArgumentException("a vector with a component that is no finite number");
    }
  }
}
