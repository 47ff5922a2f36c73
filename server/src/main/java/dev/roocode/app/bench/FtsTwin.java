package dev.roocode.app.bench;

import dev.roocode.store.FileUpdate;
import dev.roocode.text.TermCounts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The same chunks in SQLite's own text index, to compare with: FTS5 without the texts. */
final class FtsTwin implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement match;
  private int rows;
  private double millis;

  FtsTwin(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=NORMAL");
      statement.execute(
          "CREATE VIRTUAL TABLE chunks USING fts5(terms, content='', contentless_delete=1,"
              + " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_-$'\")");
    }
    connection.setAutoCommit(false);
    insert = connection.prepareStatement("INSERT INTO chunks(rowid, terms) VALUES (?,?)");
    match =
        connection.prepareStatement(
            "SELECT rowid, rank FROM chunks WHERE chunks MATCH ? ORDER BY rank LIMIT ?");
  }

  void add(List<FileUpdate> updates) throws Exception {
    millis +=
        Timings.of(
                () -> {
                  for (FileUpdate update : updates) {
                    add((FileUpdate.Replace) update);
                  }
                  connection.commit();
                })
            .cpu(0);
  }

  private void add(FileUpdate.Replace file) throws SQLException {
    for (var chunk : file.content().chunks()) {
      StringBuilder terms = new StringBuilder();
      TermCounts.of(file.path(), chunk)
          .counts()
          .forEach((term, count) -> terms.append((term + " ").repeat(count)));
      insert.setInt(1, ++rows);
      insert.setString(2, terms.toString());
      insert.executeUpdate();
    }
  }

  /** Chunks per second of the thread's time, with the making of the terms. */
  double rate() {
    return rows / millis * 1000;
  }

  int match(Collection<String> terms, int limit) throws SQLException {
    match.setString(
        1,
        terms.stream()
            .map(term -> '"' + term.replace("\"", "") + '"')
            .collect(Collectors.joining(" OR ")));
    match.setInt(2, limit);
    int found = 0;
    try (ResultSet result = match.executeQuery()) {
      while (result.next()) {
        found++;
      }
    }
    return found;
  }

  long sizeBytes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet size = statement.executeQuery("SELECT sum(pgsize) FROM dbstat")) {
      return size.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
