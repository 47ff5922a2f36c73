package dev.roocode.store.local;

import dev.roocode.store.local.RowSums.ChunkNumbers;
import dev.roocode.store.local.RowSums.FileNumbers;
import dev.roocode.store.local.VectorTable.Model;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Compares rows with their sums: those of files, chunks and vectors also when they are read into
 * memory, all of them in a database that nobody writes.
 */
final class RowCheck {
  static final String FILES =
      """
      SELECT id, root, path, language, first_chunk, chunks, first_symbol, symbols, redacted, sum
      FROM files WHERE id > ? ORDER BY id\
      """;
  static final String CHUNKS =
      """
      SELECT id, content, terms, file, first, last, kind, sum FROM chunks
      WHERE id > ? ORDER BY id\
      """;

  private final Database database;

  RowCheck(Database database) {
    this.database = database;
  }

  /** The numbers of a row of {@link #FILES}. */
  static FileNumbers file(Database database, ResultSet row) throws SQLException {
    FileNumbers numbers =
        new FileNumbers(
            row.getLong(1),
            row.getLong(5),
            row.getInt(6),
            row.getLong(7),
            row.getInt(8),
            row.getInt(9));
    RowSum sum = RowSums.file(ChunkReader.path(database, row, 2), database.text(row, 4), numbers);
    demand(database, sum.fits(stored(database, row, 10)), "a file's row");
    return numbers;
  }

  /** The terms of a row of {@link #CHUNKS}. */
  static byte[] terms(Database database, ResultSet row) throws SQLException {
    byte[] terms = database.bytes(row, 3);
    ChunkNumbers numbers =
        new ChunkNumbers(
            row.getLong(1),
            row.getLong(4),
            row.getLong(2),
            row.getInt(5),
            row.getInt(6),
            row.getInt(7));
    demand(database, RowSums.chunk(numbers, terms).fits(row.getLong(8)), "a chunk's row");
    return terms;
  }

  private static long stored(Database database, ResultSet row, int column) throws SQLException {
    return database.fields().openedSum(row.getObject(column));
  }

  static void demand(Database database, boolean sound, String what) {
    if (!sound) {
      throw database.faults().corrupt(what + " is not what was stored", null);
    }
  }

  /**
   * Reads all.
   *
   * @throws dev.roocode.domain.Fault.Corrupt where anything differs
   */
  void run() {
    try {
      TermBlock.read(database, 0, (id, term) -> {});
      database.each(FILES, row -> file(database, row), 0);
      database.each(CHUNKS, row -> terms(database, row), 0);
      new VectorTable(database).models().forEach(this::vectors);
      names();
    } catch (IllegalArgumentException e) {
      throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private void vectors(Model model) {
    database.each(
        "SELECT content, vector FROM " + model.table(),
        row -> {
          byte[] packed = database.fields().opened(Field.VECTOR, database.bytes(row, 2));
          demand(
              database,
              PackedVector.isSound(packed, model.dimensions(), row.getInt(1)),
              "a vector");
        });
  }

  private void names() {
    SymbolTable table = new SymbolTable(database);
    database.each(
        "SELECT first_chunk, chunks, first_symbol, symbols, names_sum FROM files",
        row -> {
          RowSum sum = new RowSum();
          database.each(
              "SELECT symbol FROM chunks WHERE id BETWEEN ? AND ? ORDER BY id",
              chunk -> sum.add(database.fields().text(Field.SYMBOL, chunk, 1)),
              row.getLong(1),
              row.getLong(1) + row.getLong(2) - 1);
          table.each(row.getLong(3), row.getLong(4), symbol -> RowSums.add(sum, symbol));
          demand(database, sum.fits(stored(database, row, 5)), "a definition's row");
        });
  }
}
