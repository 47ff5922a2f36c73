package dev.roocode.store.local;

import dev.roocode.store.local.Connector.Access;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * One connection with its prepared statements. Used by one thread at a time. After a transaction
 * that could not be rolled back the connection is closed, which rolls back, and opened anew.
 */
final class Database implements AutoCloseable {
  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes one row. */
  @FunctionalInterface
  interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  private static final List<String> WRITER_PRAGMAS =
      List.of(
          "PRAGMA journal_mode=WAL",
          "PRAGMA synchronous=NORMAL",
          "PRAGMA journal_size_limit=67108864");

  private final Connector connector;
  private final Path file;
  private final Access access;
  private final LocalStoreSettings settings;
  private final SqlFaults faults;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final TextCodec texts = new TextCodec();
  private volatile Supplier<Fields> fields = () -> Fields.PLAIN;
  private @Nullable Connection connection;

  Database(
      Connector connector,
      Path file,
      Access access,
      LocalStoreSettings settings,
      SqlFaults faults) {
    this.connector = connector;
    this.file = file;
    this.access = access;
    this.settings = settings;
    this.faults = faults;
  }

  /** Reads and writes values in the form that the supplier gives, asked each time. */
  Database with(Supplier<Fields> form) {
    fields = form;
    return this;
  }

  /** The form of the values that tell of the workspace. */
  Fields fields() {
    return fields.get();
  }

  /** Packs and unpacks the texts of this connection. */
  TextCodec texts() {
    return texts;
  }

  SqlFaults faults() {
    return faults;
  }

  /** Runs a statement that has neither parameters nor rows of interest. */
  void execute(String sql) {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw faults.of(e);
    }
  }

  /**
   * @return the number of rows changed
   */
  int update(String sql, @Nullable Object... values) {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      forget(sql);
      throw faults.of(e);
    }
  }

  /**
   * @return the identifier of the new row
   */
  long insert(String sql, @Nullable Object... values) {
    return one(sql + " RETURNING rowid", row -> row.getLong(1), values).orElseThrow();
  }

  void each(String sql, RowTaker taker, @Nullable Object... values) {
    rows(
        sql,
        rows -> {
          while (rows.next()) {
            taker.take(rows);
          }
        },
        values);
  }

  /** Hands the rows over before the first, so that they can be read beside others. */
  void rows(String sql, RowTaker taker, @Nullable Object... values) {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      taker.take(rows);
    } catch (SQLException e) {
      forget(sql);
      throw faults.of(e);
    }
  }

  /** A statement that failed may still hold a cursor, which would lock its tables. */
  private void forget(String sql) {
    PreparedStatement failed = statements.remove(sql);
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException e) {
        close();
      }
    }
  }

  /**
   * Copies the whole database, as of one moment, to a new file: in one step, which takes 0.1 s for
   * 100,000 chunks and stops no writer.
   */
  void copyTo(Path target) {
    try {
      int code =
          connection()
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup("main", target.toString(), null, 0, 0, -1);
      if (code != 0) {
        throw faults.ofCopy(code);
      }
    } catch (SQLException e) {
      throw faults.of(e);
    }
  }

  /** The bytes of a column that is never null: where it is, it was not we who stored that. */
  byte[] bytes(ResultSet row, int column) throws SQLException {
    return present(row.getBytes(column));
  }

  /** The text of a column that is never null. */
  String text(ResultSet row, int column) throws SQLException {
    return present(row.getString(column));
  }

  private <T> T present(@Nullable T stored) {
    if (stored == null) {
      throw faults.corrupt("a value is missing", null);
    }
    return stored;
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
    List<T> found = new ArrayList<>();
    each(sql, row -> found.add(reader.read(row)), values);
    return found;
  }

  <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... values) {
    List<T> found = list(sql, reader, values);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  long number(String sql, @Nullable Object... values) {
    return one(sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** All or nothing. */
  void write(Runnable work) {
    transaction("BEGIN IMMEDIATE", work);
  }

  /** Sees one state of the database throughout. */
  void snapshot(Runnable work) {
    transaction("BEGIN", work);
  }

  private void transaction(String begin, Runnable work) {
    boolean done = false;
    try {
      execute(begin);
      work.run();
      execute("COMMIT");
      done = true;
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  /**
   * SQLite rolls back by itself when the disk is full; then this ROLLBACK fails. So it does where
   * nothing was begun.
   */
  private void rollback() {
    try (Statement statement = connection().createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      close();
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection().prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = connector.open(file, access);
      connection = open;
      configure(open);
    }
    return open;
  }

  private void configure(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + settings.busyTimeoutMillis());
      statement.execute("PRAGMA temp_store=MEMORY");
      statement.execute("PRAGMA cache_size=-" + settings.cacheKiB());
      statement.execute("PRAGMA cell_size_check=ON"); // finds damage that would look like no rows
      if (access == Access.WRITE) {
        createIncremental(statement);
        for (String pragma : WRITER_PRAGMAS) {
          statement.execute(pragma);
        }
      }
    }
  }

  /**
   * Only for an empty database: with tables in it, the statement writes even if nothing changes.
   */
  private static void createIncremental(Statement statement) throws SQLException {
    try (ResultSet pages = statement.executeQuery("PRAGMA page_count")) {
      if (pages.next() && pages.getLong(1) > 0) {
        return;
      }
    }
    statement.execute("PRAGMA auto_vacuum=INCREMENTAL");
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    statements.clear();
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        throw faults.of(e);
      }
    }
  }
}
