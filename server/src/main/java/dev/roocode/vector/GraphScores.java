package dev.roocode.vector;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.util.function.IntUnaryOperator;

/**
 * Tells jvector how near two nodes are, from the codes of their rows. jvector wants 0 to 1, as its
 * own similarity by inner product gives: (1 + cosine) / 2.
 */
final class GraphScores implements BuildScoreProvider {
  private final Rows rows;
  private final IntUnaryOperator rowOf;

  /**
   * @param rowOf from node to row
   */
  GraphScores(Rows rows, IntUnaryOperator rowOf) {
    this.rows = rows;
    this.rowOf = rowOf;
  }

  static DefaultSearchScoreProvider of(View view, Code query, IntUnaryOperator rowOf) {
    Kernel kernel = Kernels.current();
    ScoreFunction.ExactScoreFunction function =
        node -> (1 + view.cosine(rowOf.applyAsInt(node), query, kernel)) / 2;
    return new DefaultSearchScoreProvider(function);
  }

  /** The scores beside a row of the view. */
  static DefaultSearchScoreProvider of(View view, int row, IntUnaryOperator rowOf) {
    return of(view, view.code(row), rowOf);
  }

  /** Back from jvector's scale. */
  static float cosine(float score) {
    return 2 * score - 1;
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public VectorFloat<?> approximateCentroid() {
    throw new UnsupportedOperationException("a graph that grows node by node has no use for it");
  }

  @Override
  public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
    throw new UnsupportedOperationException("nodes are scored by their rows");
  }

  @Override
  public SearchScoreProvider searchProviderFor(int node) {
    return of(rows.view(), rowOf.applyAsInt(node), rowOf);
  }

  @Override
  public SearchScoreProvider diversityProviderFor(int node) {
    return searchProviderFor(node);
  }
}
