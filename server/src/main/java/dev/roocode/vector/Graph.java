package dev.roocode.vector;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.diversity.VamanaDiversityProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * jvector's graph over the rows, scored by our own kernels. A follower: it is told which rows to
 * link and which have died, and may lag behind. Its nodes have numbers of their own, so that rows
 * can move.
 *
 * <p>One thread changes it. Searches may run beside {@link #link}; every other change needs them
 * kept out, as {@link Upkeep} does.
 */
final class Graph implements AutoCloseable {
  /** Robust pruning keeps edges up to this much longer (DiskANN's alpha). */
  private static final float ALPHA = 1.2f;

  /** How far a node's neighbours may exceed the maximum until the next clean-up. */
  private static final float OVERFLOW = 1.2f;

  /** jvector speaks through java.util.logging, to stderr. Held, else its level is forgotten. */
  private static final Logger JVECTOR = Logger.getLogger("io.github.jbellis.jvector");

  static {
    JVECTOR.setLevel(Level.OFF);
    // Its kernels are not used here: spares unpacking a native library and 0.4 s of start
    unlessSet("jvector.vectorization_provider", "default");
    // else its defaults can be changed from outside through JMX
    unlessSet("jvector.management.backend", "none");
  }

  private final Rows rows;
  private final int searchWidth;
  private final ForkJoinPool pool = new ForkJoinPool(1);
  private final OnHeapGraphIndex index;
  private final GraphIndexBuilder builder;
  private final IdMap nodeOf = new IdMap();
  private final BitSet doomed = new BitSet();
  private volatile int[] rowOf;
  private int nextNode;

  /** An empty graph. */
  @SuppressWarnings("deprecation") // the newer way takes hierarchy and refinement from statics
  Graph(int dimensions, VectorSettings settings, Rows rows) {
    this.rows = rows;
    this.searchWidth = settings.searchWidth();
    this.rowOf = new int[0];
    this.builder =
        new GraphIndexBuilder(
            scores(),
            dimensions,
            settings.maxConnections(),
            settings.buildWidth(),
            OVERFLOW,
            ALPHA,
            true, // layers above, as HNSW has
            false, // no second pass over them: each clean-up would pay for it
            pool,
            pool);
    this.index = (OnHeapGraphIndex) builder.getGraph();
  }

  /** A graph as it was saved. */
  @SuppressWarnings("deprecation") // as above; and the newer format cannot be added to
  Graph(int dimensions, VectorSettings settings, Rows rows, SavedGraph saved) throws IOException {
    this.rows = rows;
    this.searchWidth = settings.searchWidth();
    this.rowOf = saved.rowOf();
    this.nextNode = rowOf.length;
    for (int node = 0; node < rowOf.length; node++) {
      if (rowOf[node] != IdMap.ABSENT) {
        nodeOf.put(rowOf[node], node);
      }
    }
    GraphScores scores = scores();
    this.index =
        OnHeapGraphIndex.load(
            saved.links(), dimensions, OVERFLOW, new VamanaDiversityProvider(scores, ALPHA));
    this.builder =
        new GraphIndexBuilder(
            scores, dimensions, index, settings.buildWidth(), OVERFLOW, ALPHA, false, pool, pool);
  }

  private static void unlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private GraphScores scores() {
    return new GraphScores(rows, this::row);
  }

  /** The node's row, or {@link IdMap#ABSENT}. */
  private int row(int node) {
    int[] now = rowOf;
    return node < now.length ? now[node] : IdMap.ABSENT;
  }

  int size() {
    return nodeOf.size();
  }

  boolean isLinked(int row) {
    return nodeOf.get(row) != IdMap.ABSENT;
  }

  /** Takes in a live row; about 1 ms. */
  void link(int row) {
    int node = nextNode++;
    int[] grown = rowOf;
    if (node == grown.length) {
      grown = Arrays.copyOf(grown, node + 16 + (node >> 1));
      Arrays.fill(grown, node, grown.length, IdMap.ABSENT);
    }
    grown[node] = row;
    rowOf = grown;
    nodeOf.put(row, node);
    builder.addGraphNode(node, GraphScores.of(rows.view(), row, this::row));
  }

  /** The row has died: its node goes with a later {@link #forget}. */
  void doom(int row) {
    int node = nodeOf.get(row);
    if (node != IdMap.ABSENT) {
      doomed.set(node);
    }
  }

  int doomed() {
    return doomed.cardinality();
  }

  /**
   * Removes doomed nodes and mends the links around them.
   *
   * @param most nodes at once: jvector holds about 50 kB for each while it works
   */
  void forget(int most) {
    BitSet batch = new BitSet();
    int node = doomed.nextSetBit(0);
    for (int i = 0; i < most && node >= 0; i++) {
      batch.set(node);
      builder.markNodeDeleted(node);
      node = doomed.nextSetBit(node + 1);
    }
    builder.cleanup();
    doomed.andNot(batch);
    int[] changed = rowOf.clone();
    batch.stream()
        .forEach(gone -> {
          nodeOf.remove(changed[gone]);
          changed[gone] = IdMap.ABSENT;
        });
    rowOf = changed;
  }

  /** The row has another number. */
  void move(int from, int to) {
    int node = nodeOf.remove(from);
    if (node != IdMap.ABSENT) {
      nodeOf.put(to, node);
      int[] changed = rowOf;
      changed[node] = to;
      rowOf = changed;
    }
  }

  /** The nearest rows of the view among those linked, by identifier with their rough cosine. */
  Best search(View view, Code query, int limit, LongPredicate filter) {
    int[] nodes = rowOf;
    Bits accepted =
        node -> {
          int row = node < nodes.length ? nodes[node] : IdMap.ABSENT;
          return view.isLive(row) && filter.test(view.id(row));
        };
    DefaultSearchScoreProvider scores =
        GraphScores.of(view, query, node -> node < nodes.length ? nodes[node] : IdMap.ABSENT);
    Best best = new Best(limit);
    try (GraphSearcher searcher = new GraphSearcher(index)) {
      int width = Math.max(limit, searchWidth);
      SearchResult found = searcher.search(scores, limit, width, 0f, 0f, accepted);
      for (SearchResult.NodeScore node : found.getNodes()) {
        best.offer(GraphScores.cosine(node.score), view.id(nodes[node.node]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return best;
  }

  /** By node, {@link IdMap#ABSENT} for numbers without a node. */
  int[] rowsByNode() {
    return Arrays.copyOf(rowOf, nextNode);
  }

  /** Whether {@link #save} would write what {@link OnHeapGraphIndex#load} reads back rightly. */
  boolean isSavable() {
    try (var view = index.getView()) {
      var entry = view.entryNode();
      return entry != null && entry.level == index.getMaxLevel();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trims what overflows, then writes the links. Nothing may be doomed. */
  @SuppressWarnings("deprecation") // the newer format cannot be added to
  void save(DataOutput out) throws IOException {
    builder.cleanup();
    index.save(out);
  }

  /** Of the links, in bytes. */
  long sizeBytes() {
    return index.ramBytesUsed();
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      builder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
