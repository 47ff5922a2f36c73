package dev.roocode.store.local;

import dev.roocode.store.local.VectorTable.Model;
import dev.roocode.vector.VectorSource;
import org.jspecify.annotations.Nullable;

/** The full vectors of a model, read when a search asks for them. Thread-safe. */
final class StoredVectors implements VectorSource {
  private final Readers readers;
  private final String select;
  private final int dimensions;

  StoredVectors(Readers readers, Model model) {
    this.readers = readers;
    this.dimensions = model.dimensions();
    this.select = "SELECT vector FROM " + model.table() + " WHERE content=?";
  }

  @Override
  public float @Nullable [] vector(long id) {
    return vectors(new long[] {id})[0];
  }

  @Override
  public float[] @Nullable [] vectors(long[] ids) {
    return readers.read(database -> {
      float[] @Nullable [] vectors = new float[ids.length][];
      for (int i = 0; i < ids.length; i++) {
        int at = i;
        database.each(
            select,
            row -> vectors[at] = vector(database, (int) ids[at], database.bytes(row, 1)),
            ids[i]);
      }
      return vectors;
    });
  }

  /** One that is damaged does not stop the search: the next start mends the index. */
  private float @Nullable [] vector(Database database, int content, byte[] stored) {
    byte[] packed = database.fields().opened(Field.VECTOR, stored);
    if (!PackedVector.isSound(packed, dimensions, content)) {
      database.faults().mark();
      return null;
    }
    return PackedVector.unpack(packed, dimensions);
  }
}
