package dev.roocode.app.bench;

import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.quantization.NVQVectors;
import io.github.jbellis.jvector.quantization.NVQuantization;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorUtil;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans by jvector's own kernels, to compare with: floats, and its eight-bit code (NVQ, one
 * subvector), whose candidates are reranked. Each gives the numbers of the nearest.
 */
final class JVectorScan {
  private static final int CANDIDATES = 40;

  private final VectorTypeSupport types =
      VectorizationProvider.getInstance().getVectorTypeSupport();
  private final ClusteredVectors vectors;
  private final List<VectorFloat<?>> floats = new ArrayList<>();
  private final NVQVectors codes;

  JVectorScan(ClusteredVectors vectors, int dimensions) {
    this.vectors = vectors;
    for (int i = 0; i < vectors.size(); i++) {
      floats.add(types.createFloatVector(vectors.vector(i)));
    }
    NVQuantization coder =
        NVQuantization.compute(new ListRandomAccessVectorValues(floats, dimensions), 1);
    coder.learn = false;
    NVQuantization.QuantizedVector[] quantized = new NVQuantization.QuantizedVector[vectors.size()];
    for (int i = 0; i < quantized.length; i++) {
      quantized[i] = coder.encode(floats.get(i));
    }
    codes = new NVQVectors(coder, quantized);
  }

  /** Which kernels are at work. */
  static String provider() {
    return VectorizationProvider.getInstance().getClass().getSimpleName();
  }

  long[] byFloats(float[] query, int count) {
    VectorFloat<?> vector = types.createFloatVector(query);
    Nearest nearest = new Nearest(count);
    for (int i = 0; i < floats.size(); i++) {
      nearest.offer(VectorUtil.dotProduct(vector, floats.get(i)), i);
    }
    return nearest.ids();
  }

  long[] byCodes(float[] query, int count) {
    ScoreFunction.ApproximateScoreFunction score =
        codes.scoreFunctionFor(
            types.createFloatVector(query), VectorSimilarityFunction.DOT_PRODUCT);
    Nearest candidates = new Nearest(CANDIDATES);
    for (int i = 0; i < floats.size(); i++) {
      candidates.offer(score.similarityTo(i), i);
    }
    Nearest nearest = new Nearest(count);
    for (long id : candidates.ids()) {
      nearest.offer(ClusteredVectors.product(query, vectors.vector((int) id)), id);
    }
    return nearest.ids();
  }
}
