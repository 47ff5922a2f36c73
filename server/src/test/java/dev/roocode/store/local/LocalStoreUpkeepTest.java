package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileFilter;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import dev.roocode.store.Seen;
import dev.roocode.store.TermQuery;
import dev.roocode.vector.VectorSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for a while is bounded, and what is no longer needed goes. */
class LocalStoreUpkeepTest {
  private static final LocalStoreSettings SMALL =
      new LocalStoreSettings(
          2, 5_000, 1_024, 0.5, 5, 10, VectorSettings.DEFAULTS.withCrossover(40), Sealing.OFF);

  @TempDir Path data;

  private LocalStore open() {
    return LocalStore.open(data, SMALL, Ticker.SYSTEM);
  }

  private static void attachAll(ChunkStore store, int dimensions) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(10_000, Ticker.SYSTEM.now())) {
      vectors.put(text.hash(), Samples.unit(dimensions, text.hash().high()));
    }
    store.attach(vectors);
  }

  private static FilePath path(int number) {
    return FilePath.of("f" + number);
  }

  private static List<FileUpdate> files(int from, int to) {
    List<FileUpdate> files = new ArrayList<>();
    for (int i = from; i < to; i++) {
      files.add(Samples.file(path(i), "text of " + i));
    }
    return files;
  }

  private List<String> sql(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("v-000001/index.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void vectorsWithoutUseAreKeptUpToTheirBound() throws SQLException {
    try (ChunkStore store = open()) {
      store.useModel("m", Samples.DIMENSIONS);
      store.commit(files(0, 30));
      attachAll(store, Samples.DIMENSIONS);
      for (int i = 0; i < 20; i++) {
        store.commit(List.of(new FileUpdate.Remove(path(i))));
      }
      // 10 are in use, half of them may be kept beside: the last ones that went
      assertEquals(0, store.commit(files(0, 10)).reused());
      attachAll(store, Samples.DIMENSIONS);
      assertTrue(store.commit(files(16, 20)).reused() > 0);
    }
    assertEquals(
        List.of("0"),
        sql(
            "SELECT count(*) FROM texts WHERE content IN"
                + " (SELECT id FROM contents WHERE unused IS NOT NULL)"));
    assertEquals(sql("SELECT count(*) FROM contents"), sql("SELECT count(*) FROM vectors_1"));
  }

  @Test
  void aContentThatNeverGotAVectorGoesAtOnce() throws SQLException {
    try (ChunkStore store = open()) {
      store.commit(files(0, 30));
      store.commit(List.of(new FileUpdate.Remove(path(0))));
    }
    assertEquals(List.of("29"), sql("SELECT count(*) FROM contents"));
    assertEquals(List.of("29"), sql("SELECT count(*) FROM texts"));
    assertEquals(List.of("29"), sql("SELECT count(*) FROM queue"));
  }

  @Test
  void theVectorsOfAFormerModelGo() throws SQLException {
    String tables = "SELECT name FROM sqlite_schema WHERE name LIKE 'vectors%' ORDER BY name";
    try (ChunkStore store = open()) {
      store.useModel("old", Samples.DIMENSIONS);
      store.commit(files(0, 3));
      attachAll(store, Samples.DIMENSIONS);
      store.useModel("between", 4);
      store.useModel("new", 8);
      store.commit(files(3, 4));
      assertEquals(List.of("vectors_1", "vectors_3"), sql(tables));
      attachAll(store, 8);
      assertEquals("new", store.answeringModel().orElseThrow());
      store.commit(files(4, 5));
      assertEquals(List.of("vectors_3"), sql(tables));
      assertEquals(4, store.nearest(Samples.unit(8, 1), FileFilter.ALL, 10).best().length);
    }
  }

  private List<String> terms() {
    Path file = data.resolve("v-000001/index.db");
    SqlFaults faults = new SqlFaults(file, false);
    List<String> terms = new ArrayList<>();
    try (Database database =
        new Database(Connector.SQLITE, file, Connector.Access.READ, SMALL, faults)) {
      TermBlock.read(database, 0, (id, term) -> terms.add(term));
    }
    return terms;
  }

  @Test
  void termsThatNoChunkHoldsAreForgotten() throws SQLException {
    LocalStore writer = open();
    try (ChunkStore reader = open()) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        many.append(" qua")
            .append((char) ('a' + i % 26))
            .append((char) ('a' + i / 26))
            .append("zz");
      }
      writer.commit(List.of(Samples.file(path(1), many.toString()), Samples.file(path(2), "keep")));
      assertEquals(Seen.of(writer, "quaabzz", "keep"), Seen.of(reader, "quaabzz", "keep"));
      writer.commit(List.of(new FileUpdate.Remove(path(1))));
      writer.close();
      writer = open();
      assertTrue(terms().size() < 20, terms()::toString);
      writer.commit(List.of(Samples.file(path(3), "quaabzz again")));
      assertEquals(
          1, writer.match(TermQuery.exact(Map.of("quaabzz", 1f)), FileFilter.ALL, 9).best().length);
      assertEquals(Seen.of(writer, "quaabzz", "keep"), Seen.of(reader, "quaabzz", "keep"));
    } finally {
      writer.close();
    }
  }

  @Test
  void theGraphAnswersLikeTheScanAfterReopening() {
    float[] query = Samples.vector(77);
    long[] before;
    try (ChunkStore store = open()) {
      store.useModel("m", Samples.DIMENSIONS);
      store.commit(files(0, 120));
      attachAll(store, Samples.DIMENSIONS);
      before = store.nearest(query, FileFilter.ALL, 5).best();
    }
    try (ChunkStore store = open()) {
      assertArrayEquals(before, store.nearest(query, FileFilter.ALL, 5).best());
      store.commit(List.of(new FileUpdate.Remove(path(3))));
      assertEquals(119, store.counts().vectors());
    }
  }

  @Test
  void roomIsGivenBackWhenMuchGoes() {
    try (ChunkStore store = open()) {
      store.commit(files(0, 3_000));
    }
    long full;
    try (ChunkStore store = open()) {
      full = store.sizeBytes();
      List<FileUpdate> gone = new ArrayList<>();
      for (int i = 10; i < 3_000; i++) {
        gone.add(new FileUpdate.Remove(path(i)));
      }
      store.commit(gone);
    }
    try (ChunkStore store = open()) {
      assertEquals(10, store.counts().files());
      assertTrue(store.sizeBytes() < full / 2, store.sizeBytes() + " of " + full);
    }
  }
}
