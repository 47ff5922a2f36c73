package dev.roocode.store.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** Opens connections; tests put faults in between. */
@FunctionalInterface
interface Connector {
  /** What a connection may do. */
  enum Access {
    WRITE,
    READ,
    /** Read from media that nobody can write, without the files that WAL needs beside it. */
    IMMUTABLE
  }

  Connector SQLITE = Connector::connect;

  Connection open(Path file, Access access) throws SQLException;

  private static Connection connect(Path file, Access access) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(access != Access.WRITE);
    config.setGetGeneratedKeys(false); // else the driver runs a second statement after each INSERT
    String address = "jdbc:sqlite:" + file.toUri();
    Connection connection =
        config.createConnection(
            access == Access.IMMUTABLE
                ? address.replace("file:///", "file:/") + "?immutable=1"
                : "jdbc:sqlite:" + file);
    // SQLite knows by itself when it is in a transaction; the driver would try to begin one before
    // each statement, whose failure costs more than the statement
    connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
    return connection;
  }
}
