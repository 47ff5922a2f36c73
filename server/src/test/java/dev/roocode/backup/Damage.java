package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Damages files as disks do. */
final class Damage {
  private Damage() {}

  /** Flips one bit pattern of one byte. */
  static byte[] flip(byte[] content, int position, int pattern) {
    byte[] damaged = content.clone();
    damaged[position] ^= (byte) pattern;
    return damaged;
  }

  /** Makes a stored text another one, so that every page is still sound. */
  static void ofTexts(Path database) throws IOException {
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = open.createStatement()) {
      assertTrue(
          statement.executeUpdate(
                  "UPDATE texts SET text=(SELECT text FROM texts ORDER BY content DESC LIMIT 1)"
                      + " WHERE content=(SELECT min(content) FROM texts)")
              > 0);
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw new IOException(e);
    }
    assertTrue(Files.size(database) > 0);
  }
}
