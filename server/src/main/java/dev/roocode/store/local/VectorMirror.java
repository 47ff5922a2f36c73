package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import dev.roocode.store.local.VectorTable.Model;
import dev.roocode.vector.Neighbours;
import dev.roocode.vector.VectorIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of the answering model in memory, by content, and which chunks hold the contents.
 * Changed and read under the lock of the {@link Mirror}.
 */
final class VectorMirror {
  private final Optional<Model> model;
  private final ContentChunks chunks;
  private final @Nullable VectorIndex index;
  private final BitSet held = new BitSet();
  private int withVector;
  private boolean full;

  /**
   * @param index empty without a model
   */
  VectorMirror(Optional<Model> model, ContentChunks chunks, Optional<VectorIndex> index) {
    this.model = model;
    this.chunks = chunks;
    this.index = index.orElse(null);
  }

  Optional<Model> model() {
    return model;
  }

  /** Chunks that have a vector. */
  int withVector() {
    return withVector;
  }

  /** Contents that have a vector. */
  int contents() {
    return held.cardinality();
  }

  /** Whether there were more vectors than the index takes. */
  boolean isFull() {
    return full;
  }

  boolean holds(int content) {
    return held.get(content);
  }

  void link(int content, long chunk) {
    chunks.add(content, chunk);
    if (holds(content)) {
      withVector++;
    }
  }

  void unlink(int content, long chunk) {
    chunks.remove(content, chunk);
    if (holds(content)) {
      withVector--;
      if (index != null && !chunks.holds(content)) {
        held.clear(content);
        index.remove(content);
      }
    }
  }

  /** Reads every vector of the model. */
  void readAll(Database database) {
    model.ifPresent(answering ->
        database.each(
            "SELECT content, vector FROM " + answering.table() + " ORDER BY content",
            row -> add(database, row.getInt(1), database.bytes(row, 2))));
  }

  /** Reads every vector whose content is in use, before the chunks are linked. */
  boolean readUsed(Database database) {
    model.ifPresent(answering ->
        database.each(
            "SELECT v.content, v.vector FROM "
                + answering.table()
                + " v JOIN contents c ON c.id=v.content WHERE c.unused IS NULL"
                + " ORDER BY v.content",
            row -> put(database, row.getInt(1), database.bytes(row, 2))));
    return true;
  }

  /** Reads the vectors of those contents that are in use and have one. */
  void read(Database database, Set<Integer> contents) {
    if (model.isEmpty()) {
      return;
    }
    String select = "SELECT vector FROM " + model.get().table() + " WHERE content=?";
    for (int content : contents) {
      database.each(select, row -> add(database, content, database.bytes(row, 1)), content);
    }
  }

  private void add(Database database, int content, byte[] packed) {
    if (chunks.holds(content) && !holds(content) && put(database, content, packed)) {
      withVector += chunks.of(content).length;
    }
  }

  /** A full index takes no more; such chunks stay without a vector, and the counts show it. */
  private boolean put(Database database, int content, byte[] stored) {
    int dimensions = model.orElseThrow().dimensions();
    byte[] packed = database.fields().opened(Field.VECTOR, stored);
    if (!PackedVector.isSound(packed, dimensions, content)) {
      throw database.faults().corrupt("a vector is not what was stored", null);
    }
    try {
      Objects.requireNonNull(index).add(content, PackedVector.unpack(packed, dimensions));
      held.set(content);
      return true;
    } catch (Fault.TooLarge e) {
      full = true;
      return false;
    }
  }

  /**
   * Contents in use without a vector here that may have got one since a generation. While the
   * answering model is in force, those that do not wait must have one; once another is in force, it
   * gets no more.
   */
  Set<Integer> missing(Database database, long since) {
    if (Meta.MODEL.read(database) == model.map(Model::id).orElse(0L)) {
      Set<Integer> missing = chunks.without(held::get);
      database.each("SELECT content FROM queue", row -> missing.remove(row.getInt(1)));
      return missing;
    }
    return Meta.SWITCHED.read(database) > since ? chunks.without(held::get) : new HashSet<>();
  }

  /**
   * Contents with their exact cosines; null where no model answers.
   *
   * @throws Fault.Invalid when the query is of another model
   */
  @Nullable Neighbours nearest(float[] query, int limit, LongPredicate accepts) {
    if (index == null) {
      return null;
    }
    check(query);
    return index.nearest(query, limit, accepts);
  }

  private void check(float[] query) {
    int dimensions = model.orElseThrow().dimensions();
    if (query.length != dimensions) {
      throw new Fault.Invalid(
          "query",
          "its vector has " + query.length + " dimensions, those of the index " + dimensions,
          "embed it with the model that answers");
    }
  }

  /** To within 0.003; 0 without a vector. */
  float cosine(float[] query, int content) {
    return cosines(query, new int[] {content})[0];
  }

  /** As {@link #cosine}, of many. */
  float[] cosines(float[] query, int[] contents) {
    return index == null || query.length != model.orElseThrow().dimensions()
        ? new float[contents.length]
        : index.scores(query, Arrays.stream(contents).asLongStream().toArray());
  }

  /** Takes over the graph that was saved as of this generation, once all vectors are read. */
  void loadGraph(long generation) {
    if (index != null) {
      index.load(generation);
    }
  }

  /** Saves the graph, where there is one, so that the next start need not build it. */
  void saveGraph(long generation) {
    if (index != null) {
      index.save(generation);
    }
  }

  void close() {
    if (index != null) {
      index.close();
    }
  }
}
