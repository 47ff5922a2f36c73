package dev.roocode.store.local;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Compares the trigrams of names with those of the names that are there. {@code integrity_check}
 * does not for a table whose content lies elsewhere, and FTS5's own comparison adds letters up so
 * that a changed one goes unnoticed where a trigram is in several names (RowSumTest). So an index
 * is made of the names once more, in memory, and both are read side by side.
 */
final class NameCheck {
  private static final List<String> TABLES =
      List.of(
          """
          CREATE VIRTUAL TABLE temp.again USING fts5(name, content='', columnsize=0, detail=none,
            tokenize='trigram')\
          """,
          "INSERT INTO temp.again(rowid, name) SELECT id, name FROM main.symbols",
          "CREATE VIRTUAL TABLE temp.wanted USING fts5vocab(temp, again, instance)",
          "CREATE VIRTUAL TABLE temp.stored USING fts5vocab(main, symbol_names, instance)");

  private NameCheck() {}

  /**
   * @param database whose names are not sealed; may be one that cannot be written
   */
  static void run(Database database) {
    TABLES.forEach(database::execute);
    database.rows(
        "SELECT term, doc FROM temp.wanted",
        wanted ->
            database.rows(
                "SELECT term, doc FROM temp.stored",
                stored -> {
                  boolean more = true;
                  while (more) {
                    more = wanted.next();
                    boolean same = stored.next() == more && (!more || isSame(wanted, stored));
                    RowCheck.demand(database, same, "the index of names");
                  }
                }));
  }

  private static boolean isSame(ResultSet wanted, ResultSet stored) throws SQLException {
    return wanted.getLong(2) == stored.getLong(2)
        && wanted.getString(1).equals(stored.getString(1));
  }
}
