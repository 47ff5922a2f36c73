package dev.roocode.store.local;

import dev.roocode.domain.ContentHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Models, their vectors, and the contents that wait for one. Rows only; callers open the
 * transaction, and take a new object for each, since this one remembers the models.
 */
final class VectorTable {
  /**
   * A model that has a table of vectors.
   *
   * @param id 1 or more
   * @param dimensions of its vectors
   */
  record Model(long id, String name, int dimensions) {
    String table() {
      return "vectors_" + id;
    }

    /** Refuses what is no vector of this model. */
    void check(float[] vector) {
      if (vector.length != dimensions) {
        throw new IllegalArgumentException(
            vector.length + " dimensions; model " + name + " has " + dimensions);
      }
      for (float component : vector) {
        if (!Float.isFinite(component)) {
          throw new IllegalArgumentException("a component that is no finite number");
        }
      }
    }
  }

  private static final String UNUSED =
      "SELECT id FROM contents WHERE unused IS NOT NULL ORDER BY unused, id LIMIT ?";

  private final Database database;
  private @Nullable List<Model> models;
  private long forced = -1;

  VectorTable(Database database) {
    this.database = database;
  }

  List<Model> models() {
    List<Model> known = models;
    if (known == null) {
      known = database.list("SELECT * FROM models", this::model);
      models = known;
    }
    return known;
  }

  /** Former formats have no sum. */
  private Model model(ResultSet row) throws SQLException {
    Model model = new Model(row.getLong(1), database.text(row, 2), row.getInt(3));
    boolean sound = row.getMetaData().getColumnCount() < 4 || sum(model).fits(row.getLong(4));
    RowCheck.demand(database, sound, "a model's row");
    return model;
  }

  private static RowSum sum(Model model) {
    return RowSums.model(model.id(), model.name(), model.dimensions());
  }

  Optional<Model> model(Meta which) {
    long id = which.read(database);
    return models().stream().filter(model -> model.id() == id).findFirst();
  }

  /** Finds or makes a model and its table. */
  Model model(String name, int dimensions) {
    Optional<Model> known =
        models().stream()
            .filter(model -> model.name().equals(name) && model.dimensions() == dimensions)
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    long id = database.insert("INSERT INTO models(name,dimensions) VALUES (?,?)", name, dimensions);
    models = null;
    Model made = new Model(id, name, dimensions);
    database.update("UPDATE models SET sum=? WHERE id=?", sum(made).value(), id);
    database.execute(
        "CREATE TABLE " + made.table() + "(content INTEGER PRIMARY KEY, vector BLOB NOT NULL)");
    return made;
  }

  /** The content's identifier; 0 where it is unknown. */
  long content(ContentHash hash) {
    Object stored = database.fields().hash(hash.bytes());
    return database.number("SELECT id FROM contents WHERE hash=?", stored);
  }

  /** Whether the model in force has a vector of the content. */
  boolean inForce(long content) {
    if (forced < 0) {
      forced = Meta.MODEL.read(database);
    }
    return models().stream().anyMatch(model -> model.id() == forced && holds(model, content));
  }

  /** Whether any model has a vector of the content. */
  boolean known(long content) {
    return models().stream().anyMatch(model -> holds(model, content));
  }

  private boolean holds(Model model, long content) {
    return database.number("SELECT count(*) FROM " + model.table() + " WHERE content=?", content)
        > 0;
  }

  /**
   * Puts a model in force as of a generation; contents in use that it has no vector of are queued
   * afresh.
   *
   * @return how many now wait
   */
  int use(Model model, long generation) {
    Meta.MODEL.write(database, model.id());
    Meta.SWITCHED.write(database, generation);
    forced = model.id();
    database.update("DELETE FROM queue");
    return database.update(
        "INSERT INTO queue SELECT id, 0, 0 FROM contents WHERE unused IS NULL AND id NOT IN"
            + " (SELECT content FROM "
            + model.table()
            + ")");
  }

  /**
   * Stores vectors of the model in force and takes their contents off the queue. The first vector
   * of a content stays; unknown contents are left out. Rows are written in the order of their keys,
   * which fills the pages.
   *
   * @return the contents
   */
  Set<Integer> attach(Map<ContentHash, float[]> vectors) {
    Model model =
        model(Meta.MODEL).orElseThrow(() -> new IllegalStateException("no model is in force"));
    TreeMap<Integer, float[]> byContent = new TreeMap<>();
    vectors.forEach((hash, vector) -> {
      model.check(vector);
      byContent.put((int) content(hash), vector);
    });
    byContent.remove(0);
    String insert = "INSERT OR IGNORE INTO " + model.table() + " VALUES (?,?)";
    byContent.forEach((content, vector) -> {
      byte[] stored = database.fields().bytes(Field.VECTOR, PackedVector.pack(vector, content));
      database.update(insert, content, stored);
      database.update("DELETE FROM queue WHERE content=?", content);
    });
    return byContent.keySet();
  }

  void postpone(Collection<ContentHash> hashes, long notBeforeMillis) {
    for (ContentHash hash : hashes) {
      database.update(
          "UPDATE queue SET attempts=attempts+1, not_before=? WHERE content=?",
          notBeforeMillis,
          content(hash));
    }
  }

  /** Lets the model in force answer once its set is complete, or where none answered before. */
  void settle() {
    long inForce = Meta.MODEL.read(database);
    long answering = Meta.ANSWERING.read(database);
    if (inForce != answering && (queued() == 0 || isEmpty(answering))) {
      Meta.ANSWERING.write(database, inForce);
    }
  }

  private boolean isEmpty(long id) {
    return models().stream()
        .filter(model -> model.id() == id)
        .allMatch(
            model -> database.number("SELECT EXISTS (SELECT 1 FROM " + model.table() + ")") == 0);
  }

  int queued() {
    return (int) database.number("SELECT count(*) FROM queue");
  }

  /**
   * Forgets the contents that have been unused for longest.
   *
   * @param keep how many unused ones may stay
   */
  void prune(int keep) {
    long unused = database.number("SELECT count(*) FROM contents WHERE unused IS NOT NULL");
    if (unused <= keep) {
      return;
    }
    // an eighth more, so that the next commits have room
    long surplus = unused - keep + keep / 8;
    for (Model model : models()) {
      database.update(
          "DELETE FROM " + model.table() + " WHERE content IN (" + UNUSED + ")", surplus);
    }
    database.update("DELETE FROM contents WHERE id IN (" + UNUSED + ")", surplus);
  }

  /** Drops the vectors of every model that neither answers nor is in force. */
  void dropOthers() {
    long inForce = Meta.MODEL.read(database);
    long answering = Meta.ANSWERING.read(database);
    List<Model> others = new ArrayList<>(models());
    others.removeIf(model -> model.id() == inForce || model.id() == answering);
    for (Model model : others) {
      database.execute("DROP TABLE " + model.table());
      database.update("DELETE FROM models WHERE id=?", model.id());
    }
    models = null;
  }
}
