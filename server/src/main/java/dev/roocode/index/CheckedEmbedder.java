package dev.roocode.index;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.store.PendingText;
import java.util.List;
import java.util.Map;

/** Takes no vectors that are not one per text and of the model's length. Thread-safe. */
record CheckedEmbedder(Embedder embedder) {
  int batchSize() {
    return Math.max(1, embedder.batchSize());
  }

  String model() {
    return embedder.model().name();
  }

  int dimensions() {
    return embedder.model().dimensions();
  }

  /**
   * @param vectors gets those of the whole batch, or none
   */
  void embed(List<PendingText> batch, Map<ContentHash, float[]> vectors) {
    List<float[]> computed = embedder.embed(batch.stream().map(PendingText::text).toList());
    if (computed.size() != batch.size()) {
      throw wrong(computed.size() + " vectors for " + batch.size() + " texts");
    }
    for (float[] vector : computed) {
      if (vector.length != dimensions()) {
        throw wrong("a vector of " + vector.length + " numbers instead of " + dimensions());
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      vectors.put(batch.get(i).hash(), computed.get(i));
    }
  }

  void trim() {
    embedder.trim();
  }

  /** What ended a call, in the words of the user. */
  Fault fault(Throwable cause) {
    return cause instanceof Fault known
        ? known
        : new Fault.Unavailable(
                model(), "failed unexpectedly: " + cause, "text search goes on; run doctor")
            .causedBy(cause);
  }

  private Fault wrong(String what) {
    return new Fault.Unavailable(
        model(), "gave " + what, "check the model of the embedding endpoint");
  }
}
