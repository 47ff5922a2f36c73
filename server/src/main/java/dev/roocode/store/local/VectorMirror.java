package dev.roocode.store.local;

import dev.roocode.store.local.VectorTable.Model;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** The vectors of the answering model in memory, by content, and which chunks hold the contents. */
final class VectorMirror {
  private final Optional<Model> model;
  private final ContentChunks chunks;
  private final ContentVectors vectors;
  private int withVector;

  VectorMirror(Optional<Model> model, ContentChunks chunks, LocalStoreSettings settings) {
    this.model = model;
    this.chunks = chunks;
    this.vectors = new ContentVectors();
  }

  Optional<Model> model() {
    return model;
  }

  /** Chunks that have a vector. */
  int withVector() {
    return withVector;
  }

  void link(int content, long chunk) {
    chunks.add(content, chunk);
    if (vectors.holds(content)) {
      withVector++;
    }
  }

  void unlink(int content, long chunk) {
    chunks.remove(content, chunk);
    if (vectors.holds(content)) {
      withVector--;
      if (!chunks.holds(content)) {
        vectors.remove(content);
      }
    }
  }

  /** Reads every vector of the model. */
  void readAll(Database database) {
    model.ifPresent(
        answering ->
            database.each(
                "SELECT content, vector FROM " + answering.table() + " ORDER BY content",
                row -> add(database, row.getInt(1), row.getBytes(2))));
  }

  /** Reads the vectors of those contents that are in use and have one. */
  void read(Database database, Set<Integer> contents) {
    if (model.isEmpty()) {
      return;
    }
    String select = "SELECT vector FROM " + model.get().table() + " WHERE content=?";
    for (int content : contents) {
      database.each(select, row -> add(database, content, row.getBytes(1)), content);
    }
  }

  private void add(Database database, int content, byte[] packed) {
    if (packed.length != 2 * model.orElseThrow().dimensions()) {
      throw database.faults().corrupt("a vector has " + packed.length + " bytes", null);
    }
    if (chunks.holds(content) && !vectors.holds(content)) {
      vectors.add(content, HalfFloats.unpack(packed));
      withVector += chunks.of(content).length;
    }
  }

  /**
   * Contents in use without a vector here that do not wait for one: they must have got one. Only
   * the model in force gets new ones.
   */
  Set<Integer> missing(Database database) {
    long answering = model.map(Model::id).orElse(0L);
    if (Meta.MODEL.read(database) != answering) {
      return new HashSet<>();
    }
    Set<Integer> missing = chunks.without(vectors::holds);
    database.each("SELECT content FROM queue", row -> missing.remove(row.getInt(1)));
    return missing;
  }

  ContentVectors.Nearest nearest(float[] query, int limit, IntPredicate accepts) {
    return vectors.nearest(query, limit, accepts);
  }

  float cosine(float[] query, int content) {
    return vectors.cosine(query, content);
  }
}
