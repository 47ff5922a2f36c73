package dev.roocode.store.local;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Symbol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The definitions of files. The container of one, a qualified name, is mostly another definition of
 * the same file: then the row says how many rows before its own that one stands, else the name.
 */
final class SymbolTable {
  /** Definitions that enclose each other; deeper is damage. */
  private static final int DEEPEST = 1_000;

  private final Database database;

  SymbolTable(Database database) {
    this.database = database;
  }

  /**
   * @param first the identifier of the first; the others follow without gaps
   */
  void insert(long file, long first, List<Symbol> symbols) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < symbols.size(); i++) {
      Symbol symbol = symbols.get(i);
      database.update(
          """
          INSERT INTO symbols(id,file,name,container,kind,first,last,name_line)
          VALUES (?,?,?,?,?,?,?,?)\
          """,
          first + i,
          file,
          database.fields().text(Field.NAME, symbol.name()),
          container(symbol, i, places),
          StoredKinds.code(symbol.kind()),
          symbol.lines().first(),
          symbol.lines().last(),
          symbol.nameLine());
      places.put(symbol.qualified(), i);
    }
    if (!database.fields().isSealed()) {
      database.update(
          "INSERT INTO symbol_names(rowid,name) SELECT id, name FROM symbols WHERE id >= ?", first);
    }
  }

  private Object container(Symbol symbol, int place, Map<String, Integer> places) {
    Integer enclosing = places.get(symbol.container());
    return enclosing == null
        ? database.fields().text(Field.CONTAINER, symbol.container())
        : Integer.valueOf(place - enclosing);
  }

  /** The index of names must be told what it forgets, while the rows are still there. */
  void remove(long first, long count) {
    long last = first + count - 1;
    if (!database.fields().isSealed()) {
      database.update(
          """
          INSERT INTO symbol_names(symbol_names,rowid,name)
          SELECT 'delete', id, name FROM symbols WHERE id BETWEEN ? AND ?\
          """,
          first,
          last);
    }
    database.update("DELETE FROM symbols WHERE id BETWEEN ? AND ?", first, last);
  }

  List<Symbol> outline(FilePath path) {
    return database.list(
        """
        SELECT s.id, s.name, s.container, s.kind, s.first, s.last, s.name_line
        FROM files f JOIN symbols s
          ON s.id BETWEEN f.first_symbol AND f.first_symbol + f.symbols - 1
        WHERE f.root=? AND f.path=? ORDER BY s.id\
        """,
        row -> symbol(row, 1),
        ChunkReader.root(database, path),
        ChunkReader.relative(database, path));
  }

  /** Definitions with identifiers in a row. */
  void each(long first, long count, Consumer<Symbol> taker) {
    database.each(
        """
        SELECT id, name, container, kind, first, last, name_line FROM symbols
        WHERE id BETWEEN ? AND ? ORDER BY id\
        """,
        row -> taker.accept(symbol(row, 1)),
        first,
        first + count - 1);
  }

  /**
   * @param from the column of the identifier, followed by name, container, kind, first, last, name
   *     line
   */
  Symbol symbol(ResultSet row, int from) throws SQLException {
    return new Symbol(
        database.fields().text(Field.NAME, row, from + 1),
        container(row.getLong(from), row.getObject(from + 2), 0),
        StoredKinds.symbol(row.getInt(from + 3)),
        ChunkReader.lines(database, row, from + 4),
        row.getInt(from + 6));
  }

  private String container(long id, Object stored, int depth) {
    if (!(stored instanceof Number)) {
      return database.fields().text(Field.CONTAINER, stored);
    }
    if (depth > DEEPEST || !(stored instanceof Number before) || before.longValue() < 1) {
      throw database.faults().corrupt("symbol " + id + " has no container", null);
    }
    long parent = id - before.longValue();
    return database
        .one(
            "SELECT name, container FROM symbols WHERE id=?",
            row -> new Object[] {database.fields().text(Field.NAME, row, 1), row.getObject(2)},
            parent)
        .map(row -> join(container(parent, row[1], depth + 1), String.valueOf(row[0])))
        .orElseThrow(() -> database.faults().corrupt("symbol " + parent + " is missing", null));
  }

  private static String join(String container, String name) {
    return container.isEmpty() ? name : container + "." + name;
  }
}
