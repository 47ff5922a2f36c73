package dev.roocode.index;

import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import java.util.List;

/** Fails whenever a certain text is in the batch. */
record PoisonEmbedder(String poison) implements Embedder {
  @Override
  public ModelId model() {
    return new ModelId("poison", 1);
  }

  @Override
  public int batchSize() {
    return 4;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (texts.stream().anyMatch(text -> text.contains(poison))) {
      throw new Fault.Unavailable("poison", "a text it cannot read", "");
    }
    return texts.stream().map(text -> new float[] {1}).toList();
  }

  @Override
  public void close() {}
}
