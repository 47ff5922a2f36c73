package dev.roocode.embed;

import dev.roocode.domain.Fault;
import java.util.List;

/**
 * Turns texts into vectors. Thread-safe: callers bring the threads, an implementation starts none
 * for the computation.
 */
public interface Embedder extends AutoCloseable {
  /**
   * What its vectors can be compared with.
   *
   * @throws Fault.Unavailable where an endpoint has to be asked for the length of its vectors and
   *     does not answer; another attempt may succeed
   */
  ModelId model();

  /** How many texts one call should bring for the best rate. */
  int batchSize();

  /**
   * One vector per text, in order: {@code float[dimensions]}, unit length. Longer texts are cut at
   * the model's limit.
   *
   * @throws Fault.Unavailable when the model or endpoint fails; nothing is embedded then
   * @throws Fault.NotReady once closed
   */
  List<float[]> embed(List<String> texts);

  /** A question's vector; some models embed questions differently from passages. */
  default float[] embedQuery(String text) {
    return embed(List.of(text)).getFirst();
  }

  /**
   * The vector in the middle of several views of one question, {@code float[dimensions]}, unit
   * length.
   *
   * @param views one at least
   */
  default float[] embedQuery(List<String> views) {
    float[] middle = embedQuery(views.getFirst()).clone();
    for (String view : views.subList(1, views.size())) {
      Vectors.add(middle, embedQuery(view));
    }
    return views.size() == 1 ? middle : Vectors.unit(middle);
  }

  /**
   * Whether it knows no other language; a question should be put to it in English then. What wraps
   * another embedder passes this on.
   */
  default boolean isEnglishOnly() {
    return false;
  }

  /** Gives back memory that only computing needs. Worth a call when no more texts wait. */
  default void trim() {}

  @Override
  void close();
}
