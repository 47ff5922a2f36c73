package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an index says of itself is what was stored, or the index is set aside and its rescue takes
 * its place; what a newer program wrote is never taken for damage.
 */
class MetaTest {
  /** Where SQLite keeps {@code user_version}: https://www.sqlite.org/fileformat2.html. */
  private static final int VERSION_AT = 60;

  @TempDir Path root;
  private Path data = Path.of("");
  private Path file = Path.of("");
  private boolean sealed;

  @BeforeEach
  void name() {
    data = root.resolve("data");
    file = data.resolve("v-000001/index.db");
  }

  private LocalStoreSettings settings() {
    Sealing sealing = new Sealing(sealed, () -> Keyring.open(root.resolve("keys")));
    return LocalStoreSettings.DEFAULTS.withSealing(sealing);
  }

  /** With a sound copy at hand, as a backup would be. */
  private LocalStore open() {
    return LocalStore.open(data, settings(), Ticker.SYSTEM, this::rescue);
  }

  private Optional<String> rescue(Path into) {
    try {
      Files.copy(root.resolve("sound.db"), into.resolve("index.db"));
      return Optional.of("a copy");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill() throws IOException {
    try (LocalStore store = open()) {
      store.useModel("m", Samples.DIMENSIONS);
      store.commit(List.of(Samples.file(FilePath.of("a/One.java"), "alpha beta", "gamma")));
      attach(store);
    }
    Files.copy(file, root.resolve("sound.db"));
  }

  private static void attach(ChunkStore store) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(100, Ticker.SYSTEM.now())) {
      vectors.put(text.hash(), Samples.vector(text.text()));
    }
    store.attach(vectors);
  }

  /** Puts a fact there as the program does. */
  static void write(Path file, Meta fact, long value) {
    with(file, database -> fact.write(database, value));
  }

  private static void with(Path file, Consumer<Database> work) {
    SqlFaults faults = new SqlFaults(file, false);
    try (Database database =
        new Database(
            Connector.SQLITE, file, Connector.Access.WRITE, LocalStoreSettings.DEFAULTS, faults)) {
      work.accept(database);
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  private void putFormat(int format) throws IOException {
    byte[] content = Files.readAllBytes(file);
    ByteBuffer.wrap(content).putInt(VERSION_AT, format);
    Files.write(file, content);
  }

  /** The next start mends it by itself and tells; then the index is as new. */
  private void assertMended(String what) throws IOException {
    byte[] damaged = Files.readAllBytes(file);
    try (LocalStore store = open()) {
      String notice = store.recovered().orElseThrow(() -> new AssertionError(what)).message();
      assertTrue(notice.contains("was restored from a copy"), what + ": " + notice);
      assertEquals(2, store.counts().vectors(), what);
      assertEquals(2, store.chunksOf(FilePath.of("a/One.java")).size(), what);
    }
    try (var entries = Files.list(data)) {
      Path aside =
          entries
              .filter(entry -> entry.getFileName().toString().contains(".damaged-"))
              .findFirst()
              .orElseThrow();
      assertArrayEquals(damaged, Files.readAllBytes(aside.resolve("index.db")), "kept as it was");
    }
    clear();
  }

  /** Back to the sound index. */
  private void clear() throws IOException {
    try (var all = Files.walk(data)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(data)) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(file.getParent());
    Files.copy(root.resolve("sound.db"), file);
    Files.writeString(data.resolve("CURRENT"), "v-000001\n");
  }

  @Test
  void everyBitOfTheFormat() throws IOException {
    fill();
    int format = Schema.CURRENT.version();
    for (int bit = 0; bit < 32; bit++) {
      putFormat(format ^ (1 << bit));
      assertMended("bit " + bit);
    }
    for (int other = 0; other < 8; other++) {
      if (other != format) {
        putFormat(other);
        assertMended("format " + other);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Meta.class)
  void everyFact(Meta fact) throws IOException, SQLException {
    fill();
    String where = " WHERE key='" + fact.name().toLowerCase(Locale.ROOT) + "'";
    for (String change :
        List.of(
            "SET value=value+1",
            "SET value=value+4294967296",
            "SET value='77'",
            "SET sum=sum+1",
            "SET sum=0",
            "SET key='other'")) {
      sql("UPDATE meta " + change + where);
      assertMended(fact + " " + change);
    }
  }

  @Test
  void theRowOfAModel() throws IOException, SQLException {
    fill();
    for (String change : List.of("name='n'", "dimensions=dimensions+1", "id=2", "sum=sum+1")) {
      sql("UPDATE models SET " + change);
      assertMended(change);
    }
  }

  /** Another key's name would be a refusal for ever: nobody has such a key. */
  @Test
  void theNameOfTheKey() throws IOException, SQLException {
    sealed = true;
    fill();
    for (int bit = 0; bit < 33; bit++) {
      sql(
          "UPDATE meta SET value=(value | %1$d) - (value & %1$d) WHERE key='sealed'"
              .formatted(1L << bit));
      assertMended("bit " + bit);
    }
  }

  @Test
  void aCheckFindsWhatARunningIndexDidNotLookAt() throws IOException, SQLException {
    fill();
    sql("UPDATE meta SET value=value+1 WHERE key='switched'");
    assertThrows(Fault.Corrupt.class, () -> IndexFile.check(file, settings()));
  }

  /** A process that only reads refuses; whoever writes decides. */
  @Test
  void aReaderSetsNothingAside() throws IOException, SQLException {
    fill();
    try (LocalStore writer = open();
        LocalStore reader = open()) {
      assertTrue(reader.isReadOnly());
      sql("UPDATE meta SET value=value+1 WHERE key='generation'");
      assertThrows(Fault.Corrupt.class, reader::counts);
      assertTrue(Files.exists(file));
      assertThrows(
          Fault.Corrupt.class,
          () -> writer.commit(List.of(Samples.file(FilePath.of("b"), "delta"))));
    }
    assertMended("found in use");
  }

  /** The format of a release to come: one step more, whatever it does. */
  private void makeNewer() {
    with(
        file,
        database -> {
          List<List<String>> steps = new ArrayList<>(Schema.CURRENT.steps());
          steps.add(List.of("CREATE TABLE later(a)"));
          new Schema(steps).migrate(database);
        });
  }

  private void assertRefused(int format) throws IOException {
    byte[] before = Files.readAllBytes(file);
    Fault.TooNew fault = assertThrows(Fault.TooNew.class, this::open);
    assertTrue(fault.line().contains("format " + format), fault.line());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals("v-000001\n", Files.readString(data.resolve("CURRENT")));
  }

  @Test
  void aNewerFormatIsRefusedAndNotTouched() throws IOException, SQLException {
    fill();
    makeNewer();
    int newer = Schema.CURRENT.version() + 1;
    assertRefused(newer);
    putFormat(1);
    assertRefused(newer); // damaged as well: its own program mends that
    putFormat(newer);
    sql("UPDATE meta SET sum=sum+1 WHERE key='format'");
    assertRefused(newer);
    sql("DROP TABLE meta");
    assertRefused(newer);
  }

  /** They say it once: nobody could tell a number that is too high from a newer program. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFormerFormatThatSaysALowerOne(int said) throws Exception {
    fill();
    Files.delete(file);
    try (InputStream sample = getClass().getResourceAsStream("format-3.sql")) {
      String script = new String(sample.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : script.lines().toList()) {
        sql(statement);
      }
    }
    try (var entered = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = entered.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
    }
    putFormat(said);
    assertMended("3 said to be " + said);
  }
}
