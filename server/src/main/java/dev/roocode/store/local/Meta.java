package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The numbers of table {@code meta}, each with the {@link RowSum} of its key and itself: on them
 * depend the key that opens the values, and which vectors answer.
 */
enum Meta {
  /** The format of the file, once more beside {@code PRAGMA user_version}; in all from 4 on. */
  FORMAT("format"),
  /** Counts commits and batches of vectors. */
  GENERATION("generation"),
  /** 1 from a clean close to the first change after it, 0 in between. */
  CLEAN("clean"),
  /** The embedding model in force; 0 before the first. */
  MODEL("model"),
  /** The model whose vectors answer; 0 before the first. */
  ANSWERING("answering"),
  /** The generation that put the model in force. */
  SWITCHED("switched"),
  /** The newest term when unused ones were last forgotten. */
  SWEPT("swept"),
  /** 0 where values are stored as they are, else which key seals them. */
  SEALED("sealed"),
  /** 1 while pages may still hold what was there before the values changed their form. */
  RESIDUE("residue");

  /** Key, value and, from format {@link Schema#STATED} on, sum. */
  private static final String ROW = "SELECT * FROM meta WHERE key=?";

  private static final int SUM = 3;

  private final String key;

  Meta(String key) {
    this.key = key;
  }

  /**
   * @return 0 where a former format had none
   * @throws Fault.Corrupt when it is not what was stored
   */
  long read(Database database) {
    return database
        .one(
            ROW,
            row -> {
              RowCheck.demand(database, isSound(row), "a fact about the index");
              return row.getLong(2);
            },
            key)
        .orElseGet(() -> absent(database));
  }

  private static long absent(Database database) {
    boolean former = Schema.versionOf(database) < Schema.STATED;
    RowCheck.demand(database, former, "a fact about the index");
    return 0;
  }

  private boolean isSound(ResultSet row) throws SQLException {
    boolean former = row.getMetaData().getColumnCount() < SUM;
    return former || row.getLong(SUM) == sum(row.getLong(2));
  }

  private int sum(long value) {
    return new RowSum().add(key).add(value).value();
  }

  void write(Database database, long value) {
    int rows =
        database.update("UPDATE meta SET value=?, sum=? WHERE key=?", value, sum(value), key);
    RowCheck.demand(database, rows == 1, "a fact about the index");
  }

  /** Compares all with their sums. */
  static void check(Database database) {
    for (Meta fact : values()) {
      fact.read(database);
    }
  }

  /** Gives all that a former format stored their sums. */
  static void sumUp(Database database) {
    for (Meta fact : values()) {
      fact.write(database, database.number("SELECT value FROM meta WHERE key=?", fact.key));
    }
  }

  /**
   * What the file says of its format beside {@code PRAGMA user_version}.
   *
   * @return empty where it says nothing, or nothing that can be believed
   */
  static OptionalLong stated(Database database) {
    try {
      return database
          .one(ROW, row -> FORMAT.isSound(row) ? row.getLong(2) : 0, FORMAT.key)
          .filter(format -> format > 0)
          .map(OptionalLong::of)
          .orElse(OptionalLong.empty());
    } catch (Fault.Corrupt e) { // no such table, or not one that can be read
      return OptionalLong.empty();
    }
  }
}
