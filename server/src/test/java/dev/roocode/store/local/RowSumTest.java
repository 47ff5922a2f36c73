package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileFilter;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row is what was stored, or that is noticed: pages alone would all be sound. */
class RowSumTest {
  private static final LocalStoreSettings SETTINGS = LocalStoreSettings.DEFAULTS;

  @TempDir Path data;
  private Path file = Path.of("");
  private byte[] sound = {};

  @BeforeEach
  void fill() throws IOException {
    file = data.resolve("v-000001/index.db");
    try (LocalStore store = open()) {
      store.useModel("m", Samples.DIMENSIONS);
      store.commit(
          List.of(
              Samples.file(FilePath.of("a/One.java"), "alpha beta", "gamma"),
              Samples.chunks(
                  FilePath.of("a/Two.java"),
                  List.of(Samples.chunk(1, "Outer.run", List.of("Outer", "other"), "delta")))));
      attach(store);
    }
    sound = Files.readAllBytes(file);
  }

  private LocalStore open() {
    return LocalStore.open(data, SETTINGS, Ticker.SYSTEM);
  }

  private static void attach(ChunkStore store) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(100, Ticker.SYSTEM.now())) {
      vectors.put(text.hash(), Samples.vector(text.text()));
    }
    store.attach(vectors);
  }

  private void execute(String sql, Object... values) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      assertTrue(statement.executeUpdate() > 0, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private byte[] bytes(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.getBytes(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void demandNoticedByACheck(String what) {
    assertThrows(Fault.Corrupt.class, () -> IndexFile.check(file, SETTINGS), what);
  }

  @ParameterizedTest
  @CsvSource({
    "texts, content, text",
    "vectors_1, content, vector",
    "chunks, id, terms",
    "terms, id, words",
    "contents, id, hash"
  })
  void everyByteOfWhatIsStoredInBytes(String table, String key, String column) throws IOException {
    byte[] stored = bytes("SELECT " + column + " FROM " + table + " LIMIT 1");
    String update =
        "UPDATE %1$s SET %3$s=? WHERE %2$s=(SELECT %2$s FROM %1$s LIMIT 1)"
            .formatted(table, key, column);
    for (int at = 0; at < stored.length; at++) {
      byte[] flipped = stored.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      execute(update, (Object) flipped);
      if (!table.equals("texts") || at != 1) { // the length of a text that is not deflated
        demandNoticedByACheck(table + " byte " + at);
      }
    }
    execute(update, (Object) stored);
    IndexFile.check(file, SETTINGS);
  }

  @ParameterizedTest
  @CsvSource({
    "files, path, 'a/Other.java'",
    "files, root, 'elsewhere'",
    "files, language, 'python'",
    "files, redacted, 7",
    "chunks, first, 2",
    "chunks, last, 99",
    "chunks, kind, 1",
    "chunks, symbol, 'Other.name'",
    "chunks, symbols, 'x'",
    "symbols, name, 'other'",
    "symbols, container, 'Elsewhere'",
    "symbols, kind, 2",
    "symbols, last, 77",
    "symbols, name_line, 3",
    "files, first_symbol, 2",
    "files, chunks, 1",
    "chunks, content, 2",
    "chunks, file, 2"
  })
  void everyOtherValue(String table, String column, String value) {
    execute(
        "UPDATE %1$s SET %2$s=? WHERE id=(SELECT max(id) FROM %1$s WHERE %2$s IS NOT ?)"
            .formatted(table, column),
        value.matches("\\d+") ? (Object) Integer.valueOf(value) : value,
        value.matches("\\d+") ? (Object) Integer.valueOf(value) : value);
    demandNoticedByACheck(table + "." + column);
  }

  private boolean isNoticedByACheck() {
    try {
      IndexFile.check(file, SETTINGS);
      return false;
    } catch (Fault.Corrupt e) {
      return true;
    }
  }

  private String names() {
    try (LocalStore store = open()) {
      return store.symbols("part", 10) + " " + store.symbols("art", 10);
    }
  }

  /** SQLite's own check looks at the build of this index, not at what it says. */
  @Test
  void everyByteOfTheIndexOfNames() throws IOException {
    byte[] stored = bytes("SELECT block FROM symbol_names_data WHERE id > 10");
    String names = names();
    assertTrue(names.contains("part0"), names);
    int noticed = 0;
    for (int at = 0; at < stored.length; at++) {
      byte[] flipped = stored.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      execute("UPDATE symbol_names_data SET block=? WHERE id > 10", (Object) flipped);
      if (isNoticedByACheck()) {
        noticed++;
      } else {
        assertEquals(names, names(), "byte " + at);
      }
    }
    assertTrue(noticed > stored.length / 2, noticed + " of " + stored.length);
    Files.write(file, sound);
    IndexFile.check(file, SETTINGS);
    assertArrayEquals(sound, Files.readAllBytes(file), "looking changes nothing");
    try (var beside = Files.list(file.getParent())) {
      assertEquals(
          List.of("index.db", "meta.json"),
          beside.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vectors_1, vector",
    "chunks, terms",
    "terms, words",
  })
  void whatMemoryDerivesFromIsCheckedWhenAnIndexIsOpened(String table, String column) {
    byte[] stored = bytes("SELECT " + column + " FROM " + table + " LIMIT 1");
    stored[stored.length / 2] ^= 1;
    execute(
        "UPDATE %1$s SET %2$s=? WHERE rowid=(SELECT min(rowid) FROM %1$s)".formatted(table, column),
        (Object) stored);
    try (LocalStore store = open()) {
      assertTrue(store.recovered().isPresent(), table);
      assertEquals(0, store.counts().files());
    }
  }

  @Test
  void aVectorThatIsGoneIsNoticed() {
    execute("DELETE FROM vectors_1 WHERE content=1");
    try (LocalStore store = open()) {
      assertTrue(store.recovered().isPresent());
    }
  }

  @Test
  void aTextIsComparedWithItsHashWheneverItIsRead() {
    byte[] stored = bytes("SELECT text FROM texts WHERE content=1");
    stored[stored.length - 1] ^= 1;
    try (LocalStore store = open()) {
      execute("UPDATE texts SET text=? WHERE content=1", (Object) stored);
      assertThrows(Fault.Corrupt.class, () -> store.chunksOf(FilePath.of("a/One.java")));
      assertEquals(1, store.chunksOf(FilePath.of("a/Two.java")).size());
    }
    try (LocalStore store = open()) {
      assertTrue(store.recovered().isPresent(), "the next start mends it");
    }
  }

  @Test
  void aVectorThatIsDamagedMeanwhileStopsNoSearch() {
    byte[] stored = bytes("SELECT vector FROM vectors_1 WHERE content=1");
    stored[3] ^= 1;
    try (LocalStore store = open()) {
      execute("UPDATE vectors_1 SET vector=? WHERE content=1", (Object) stored);
      assertEquals(3, store.counts().vectors());
      assertTrue(store.nearest(Samples.vector(1), FileFilter.ALL, 10).best().length >= 2);
    }
    try (LocalStore store = open()) {
      assertTrue(store.recovered().isPresent(), "the next start mends it");
    }
  }

  /** Rows of formats 1 and 2 have none. */
  @Test
  void rowsWithoutASumAreTakenAsTheyAre() {
    execute("UPDATE files SET sum=0, names_sum=0");
    execute("UPDATE chunks SET sum=0");
    execute("UPDATE terms SET sum=0");
    execute("UPDATE vectors_1 SET vector=substr(vector,1,20)");
    IndexFile.check(file, SETTINGS);
    try (LocalStore store = open()) {
      assertFalse(store.recovered().isPresent());
      assertEquals(3, store.counts().vectors());
      assertEquals(3, store.nearest(Samples.vector(1), FileFilter.ALL, 10).best().length);
    }
  }

  @Test
  void aSumTellsWhereAValueEnds() {
    int ab = new RowSum().add("a").add("bc").value();
    assertNotEquals(ab, new RowSum().add("ab").add("c").value());
    assertEquals(ab, new RowSum().add("a").add("bc".getBytes(StandardCharsets.UTF_8)).value());
    assertTrue(new RowSum().add("a").fits(0));
    assertFalse(new RowSum().add("a").fits(new RowSum().add("b").value()));
    assertTrue(sound.length > 0);
  }
}
