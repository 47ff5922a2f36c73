package dev.roocode.store.local;

import dev.roocode.store.local.VectorTable.Model;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings every value of an index into another form, in one transaction: nothing is embedded or cut
 * again, and a killed process leaves the index in the one form or the other. Then the file is
 * rewritten, so that no page holds what was there before; where that was cut short, the next start
 * does it.
 */
final class Resealing {
  private static final int ROWS = 500;

  private final Database database;
  private final Fields from;
  private final Fields to;

  Resealing(Database database, Fields from, Fields to) {
    this.database = database;
    this.from = from;
    this.to = to;
  }

  void run() {
    database.write(() -> {
      Meta.RESIDUE.write(database, 1);
      files();
      contents();
      chunks();
      symbols();
      bytes("texts", "content", "text", Field.TEXT);
      terms();
      for (Model model : new VectorTable(database).models()) {
        bytes(model.table(), "content", "vector", Field.VECTOR);
      }
      names();
      Meta.SEALED.write(database, to.mark());
    });
  }

  /** Rewrites the file where pages may hold former values. */
  static void scrub(Database database) {
    if (Meta.RESIDUE.read(database) != 0) {
      database.execute("PRAGMA temp_store=FILE"); // a copy of a large index fits in no memory
      database.execute("VACUUM");
      database.execute("PRAGMA temp_store=MEMORY");
      Meta.RESIDUE.write(database, 0);
      database.each("PRAGMA wal_checkpoint(TRUNCATE)", row -> {});
    }
  }

  private void files() {
    rows(
        "SELECT id, root, path, hash, sum, names_sum FROM files",
        "id",
        "UPDATE files SET root=?, path=?, hash=?, sum=?, names_sum=? WHERE id=?",
        row -> {
          row[1] = text(Field.ROOT, row[1]);
          row[2] = text(Field.PATH, row[2]);
          row[3] = hash(row[3]);
          row[4] = sum(row[0], row[4]);
          row[5] = sum(row[0], row[5]);
        });
  }

  private void contents() {
    rows(
        "SELECT id, hash FROM contents",
        "id",
        "UPDATE contents SET hash=? WHERE id=?",
        row -> row[1] = hash(row[1]));
  }

  private void chunks() {
    rows(
        "SELECT id, symbol, symbols FROM chunks",
        "id",
        "UPDATE chunks SET symbol=?, symbols=? WHERE id=?",
        row -> {
          row[1] = text(Field.SYMBOL, row[1]);
          row[2] = text(Field.SYMBOLS, row[2]);
        });
  }

  private void symbols() {
    rows(
        "SELECT id, name, container FROM symbols",
        "id",
        "UPDATE symbols SET name=?, container=? WHERE id=?",
        row -> {
          row[1] = text(Field.NAME, row[1]);
          row[2] = row[2] instanceof Number ? row[2] : text(Field.CONTAINER, row[2]);
        });
  }

  private void terms() {
    rows(
        "SELECT id, words, sum FROM terms",
        "id",
        "UPDATE terms SET words=?, sum=? WHERE id=?",
        row -> {
          row[1] = row[1] instanceof byte[] stored ? bytes(Field.WORDS, stored) : row[1];
          row[2] = sum(row[0], row[2]);
        });
  }

  private Object sum(@Nullable Object key, @Nullable Object stored) {
    long sum = from.openedSum(Objects.requireNonNull(stored));
    RowCheck.demand(database, sum == (int) sum, "a row's sum");
    return to.sum(((Number) Objects.requireNonNull(key)).longValue(), (int) sum);
  }

  private void bytes(String table, String key, String column, Field field) {
    rows(
        "SELECT " + key + ", " + column + " FROM " + table,
        key,
        "UPDATE " + table + " SET " + column + "=? WHERE " + key + "=?",
        row -> row[1] = row[1] instanceof byte[] stored ? bytes(field, stored) : row[1]);
  }

  /** The index of names holds trigrams in the clear: it is there only where names are, too. */
  private void names() {
    if (to.isSealed()) {
      database.execute("INSERT INTO symbol_names(symbol_names) VALUES ('delete-all')");
    } else {
      database.execute("INSERT INTO symbol_names(symbol_names) VALUES ('rebuild')");
    }
  }

  private byte[] bytes(Field field, byte[] stored) {
    return to.bytes(field, from.opened(field, stored));
  }

  private @Nullable Object text(Field field, @Nullable Object stored) {
    return stored == null ? null : to.text(field, from.text(field, stored));
  }

  private Object hash(@Nullable Object stored) {
    if (stored instanceof byte[] hash) {
      return to.hash(from.openedHash(hash));
    }
    throw database.faults().corrupt("a hash is missing", null);
  }

  /** Changes the values of a row; the first is its key. */
  private interface Change {
    void apply(@Nullable Object[] row);
  }

  /** Goes through a table by its rising key, some rows at a time. */
  private void rows(String select, String key, String update, Change change) {
    String part = select + " WHERE " + key + " > ? ORDER BY " + key + " LIMIT " + ROWS;
    long last = -1;
    int columns = select.substring(0, select.indexOf(" FROM")).split(",", -1).length;
    List<@Nullable Object[]> rows;
    do {
      rows =
          database.list(
              part,
              row -> {
                @Nullable Object[] values = new Object[columns];
                for (int at = 0; at < columns; at++) {
                  values[at] = row.getObject(at + 1);
                }
                return values;
              },
              last);
      for (@Nullable Object[] row : rows) {
        last = ((Number) Objects.requireNonNull(row[0])).longValue();
        change.apply(row);
        database.update(update, turned(row));
      }
    } while (rows.size() == ROWS);
  }

  /** The key comes last in the update. */
  private static @Nullable Object[] turned(@Nullable Object[] row) {
    @Nullable Object[] turned = new Object[row.length];
    System.arraycopy(row, 1, turned, 0, row.length - 1);
    turned[row.length - 1] = row[0];
    return turned;
  }
}
