package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import dev.roocode.store.Seen;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever statement fails: memory and disk agree, nothing committed is lost, work goes on. */
class LocalStoreFaultTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String[] WORDS = {"alpha", "beta", "gamma", "round"};

  @TempDir Path data;

  private final FaultyConnector connector = new FaultyConnector();

  private LocalStore open() {
    return LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM, connector);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theNthStatementFails(boolean afterwards) throws SQLException {
    try (LocalStore store = open()) {
      work(store, 0);
      boolean failed = true;
      int statement = 0;
      while (failed) {
        statement++;
        connector.failAt(statement, afterwards);
        boolean told = workUntilFault(store, statement);
        failed = connector.hasFailed();
        assertTrue(!failed || told, "a fault is told, at statement " + statement);
        assertAgrees(store, "after statement " + statement);
        work(store, statement);
        assertAgrees(store, "after going on behind statement " + statement);
      }
      assertTrue(statement > 50, "statements: " + statement);
    }
    assertEquals("ok", integrity());
  }

  /** A second store reads the same files anew; it must see what the first one sees. */
  private void assertAgrees(ChunkStore store, String where) {
    Seen memory = Seen.of(store, WORDS);
    try (ChunkStore other = open()) {
      assertTrue(other.isReadOnly());
      assertEquals(Seen.of(other, WORDS), memory, where);
    }
  }

  private boolean workUntilFault(ChunkStore store, int round) {
    try {
      work(store, round);
      return false;
    } catch (Fault.Unavailable e) {
      return true;
    }
  }

  /** Something of everything that writes. */
  private static void work(ChunkStore store, int round) {
    FilePath a = FilePath.of("a");
    store.useModel("model" + round % 2, Samples.DIMENSIONS);
    store.commit(
        List.of(
            Samples.file(a, "alpha round" + round, "beta"),
            Samples.file(FilePath.of("b"), "beta", "gamma word" + round)));
    store.restamp(Map.of(a, new FileStamp(1, round, ContentHash.of("x"))));
    List<PendingText> pending = store.pending(100, NOW);
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : pending) {
      vectors.put(text.hash(), Samples.vector(text.hash().toString()));
    }
    store.postpone(vectors.keySet(), NOW.plusSeconds(1));
    store.attach(vectors);
    store.commit(List.of(new FileUpdate.Remove(FilePath.of("b"))));
  }

  private String integrity() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("v-000001/index.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      return row.getString(1);
    }
  }

  @Test
  void aFullDiskLosesNothing() throws SQLException {
    try (LocalStore store = open()) {
      work(store, 0);
      Seen before = Seen.of(store, WORDS);
      connector.limitPages(pages() + 8);
      Fault.DiskFull fault = assertThrows(Fault.DiskFull.class, () -> store.commit(large("big")));
      assertTrue(fault.resource().endsWith("index.db"), fault.line());
      assertFalse(fault.hint().isEmpty());
      assertEquals(before, Seen.of(store, WORDS));
      assertAgrees(store, "full");
      assertThrows(Fault.DiskFull.class, () -> store.commit(large("again")));

      connector.limitPages(1_000_000);
      store.commit(large("later"));
      assertEquals(1 + 40, store.counts().files());
      assertAgrees(store, "room again");
    }
    assertEquals("ok", integrity());
  }

  private long pages() throws SQLException {
    try (Statement statement = connector.writer().createStatement();
        ResultSet row = statement.executeQuery("PRAGMA page_count")) {
      return row.getLong(1);
    }
  }

  private static List<FileUpdate> large(String name) {
    List<FileUpdate> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 0; n < 200; n++) {
        text.append(Long.toString((long) name.hashCode() * i * n * 7919, 36)).append(' ');
      }
      files.add(Samples.file(FilePath.of("large" + i), text.toString()));
    }
    return files;
  }

  @Test
  void aVectorOfAnotherModelIsRefusedAndNothingChanges() {
    try (LocalStore store = open()) {
      work(store, 0);
      store.commit(List.of(Samples.file(FilePath.of("c"), "fresh")));
      Seen before = Seen.of(store, WORDS);
      ContentHash hash = store.pending(1, NOW).getFirst().hash();
      assertThrows(IllegalArgumentException.class, () -> store.attach(Map.of(hash, new float[3])));
      float[] odd = Samples.vector(1);
      odd[2] = Float.NaN;
      assertThrows(IllegalArgumentException.class, () -> store.attach(Map.of(hash, odd)));
      assertEquals(before, Seen.of(store, WORDS));
      assertAgrees(store, "refused");
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    LocalStore store = open();
    store.close();
    store.close();
    assertThrows(Fault.Unavailable.class, store::counts);
    assertThrows(Fault.Unavailable.class, () -> store.commit(List.of()));
    assertThrows(Fault.Unavailable.class, () -> store.postpone(Set.of(), NOW));
  }
}
