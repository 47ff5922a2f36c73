package dev.roocode.app.bench;

import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up vectors under the name of a model, for what does not depend on their values. */
record MadeVectors(ModelId model) implements Embedder {
  @Override
  public int batchSize() {
    return 32;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(this::vector).toList();
  }

  private float[] vector(String text) {
    SplittableRandom random = new SplittableRandom(text.hashCode());
    float[] vector = new float[model.dimensions()];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  @Override
  public void close() {}
}
