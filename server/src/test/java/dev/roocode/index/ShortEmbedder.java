package dev.roocode.index;

import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import java.util.List;

/** Forgets vectors. */
record ShortEmbedder() implements Embedder {
  @Override
  public ModelId model() {
    return new ModelId("short", 1);
  }

  @Override
  public int batchSize() {
    return 3;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return List.of();
  }

  @Override
  public void close() {}
}
