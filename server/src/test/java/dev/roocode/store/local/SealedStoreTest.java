package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Counts;
import dev.roocode.store.FileFilter;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import dev.roocode.store.StoreContract;
import dev.roocode.store.TermQuery;
import dev.roocode.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sealed store keeps the contract, and nothing on disk tells what it holds. */
class SealedStoreTest extends StoreContract {
  private static final List<String> CANARIES =
      List.of("zanzibar", "quokka", "ornithopter", "xylophone");

  @TempDir Path data;
  @TempDir Path keys;

  private LocalStore open(boolean sealed) {
    Sealing sealing = new Sealing(sealed, () -> Keyring.open(keys));
    return LocalStore.open(data, LocalStoreSettings.DEFAULTS.withSealing(sealing), Ticker.SYSTEM);
  }

  @Override
  protected ChunkStore open() {
    return open(true);
  }

  @Override
  protected ChunkStore reopen(ChunkStore open) {
    open.close();
    return open();
  }

  private static void fill(ChunkStore store) {
    store.useModel("m", 4);
    store.commit(
        List.of(
            Samples.file(
                FilePath.of("src/zanzibar/Quokka.java"),
                "class Quokka { int ornithopter = 1; }",
                "void xylophone() { }"),
            Samples.symbols(FilePath.of("src/b.java"), "quokkaFinder", "xylophoneSolo")));
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(10, Ticker.SYSTEM.now())) {
      vectors.put(text.hash(), Samples.unit(4, text.hash().high()));
    }
    store.attach(vectors);
  }

  /** What searches answer. */
  private static List<Object> seen(ChunkStore store) {
    Counts counts = store.counts();
    return List.of(
        counts,
        store.stamps(),
        store.chunksOf(FilePath.of("src/zanzibar/Quokka.java")),
        store.outline(FilePath.of("src/b.java")),
        store.symbols("QUOK", 10),
        store.symbols("y", 10),
        best(store, "ornithopter"),
        best(store, "xylophone"),
        store.nearest(Samples.unit(4, 7), FileFilter.ALL, 10).best().length);
  }

  private static List<Long> best(ChunkStore store, String word) {
    Map<String, Float> terms = new HashMap<>();
    Words.of(word).forEach(term -> terms.put(term, 1f));
    long[] best = store.match(TermQuery.exact(terms), FileFilter.ALL, 10).best();
    assertEquals(1, best.length, word);
    return Arrays.stream(best).boxed().toList();
  }

  private List<String> found() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> CANARIES.stream().filter(word -> holds(file, word)))
          .toList();
    }
  }

  private static boolean holds(Path file, String word) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      return text.contains(word) || text.contains(word.substring(0, 5));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noWordOfTheWorkspaceIsInAnyFile() throws IOException {
    fill(store);
    assertEquals(List.of(), found(), "while it is open");
    store.close();
    assertEquals(List.of(), found(), "closed");
    store = open(true);
    assertEquals(1, store.symbols("quokka", 10).size());
    assertEquals(List.of(), found(), "open again");
  }

  @Test
  void turningItOnAndOffLosesNothingAndEmbedsNothing() throws IOException {
    store.close();
    store = open(false);
    fill(store);
    List<Object> before = seen(store);
    store.close();
    assertFalse(found().isEmpty(), "the canaries would be seen");
    store = open(true);
    assertEquals(before, seen(store));
    assertEquals(List.of(), found(), "no page keeps what was there");
    store.close();
    store = open(false);
    assertEquals(before, seen(store));
    store.close();
    assertFalse(found().isEmpty());
    store = open(true);
    assertEquals(before, seen(store));
  }

  @Test
  void aRotationSealsAnewAndTheOldKeyIsNeededNoMore() throws IOException {
    fill(store);
    List<Object> before = seen(store);
    store.close();
    Keyring.open(keys).rotate();
    store = open(true);
    assertEquals(before, seen(store));
    store.close();
    String code = Keyring.open(keys).recoveryCode().orElseThrow();
    Files.delete(keys.resolve(Keyring.FILE));
    Keyring.recover(keys, code);
    store = open(true);
    assertEquals(before, seen(store));
    store.commit(List.of(Samples.symbols(FilePath.of("src/b.java"), "other")));
    assertEquals(1, store.symbols("other", 10).size());
    assertEquals(List.of(), store.symbols("quokkaF", 10));
  }

  @Test
  void theWrongKeyIsRefusedAndNothingIsSetAside() throws IOException {
    fill(store);
    List<Object> before = seen(store);
    store.close();
    Path away = keys.resolve("away");
    Files.move(keys.resolve(Keyring.FILE), away);
    for (boolean wanted : new boolean[] {true, false}) {
      Fault fault = assertThrows(Fault.Denied.class, () -> open(wanted));
      assertTrue(fault.resource().startsWith("key "), fault.line());
    }
    assertThrows(
        Fault.Denied.class,
        () -> LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM));
    Files.move(away, keys.resolve(Keyring.FILE), StandardCopyOption.REPLACE_EXISTING);
    store = open(true);
    assertEquals(before, seen(store));
  }

  @Test
  void aReaderFollowsASealedWriter() {
    fill(store);
    try (LocalStore reader = open(true)) {
      assertTrue(reader.isReadOnly());
      assertEquals(seen(store), seen(reader));
      store.commit(List.of(Samples.symbols(FilePath.of("src/c.java"), "latecomer")));
      assertEquals(1, reader.symbols("latecomer", 10).size());
    }
  }

  /** A process that was killed between the change of the values and the rewriting of the file. */
  @Test
  void aRewriteThatWasCutShortIsDoneAtTheNextStart() throws IOException, SQLException {
    fill(store);
    store.close();
    Path file = data.resolve("v-000001").resolve(IndexFile.NAME);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE former(word TEXT)");
      statement.execute("INSERT INTO former VALUES ('zanzibar')");
      statement.execute("DROP TABLE former");
    }
    MetaTest.write(file, Meta.RESIDUE, 1);
    assertFalse(found().isEmpty(), "a free page holds it");
    store = open(true);
    assertEquals(List.of(), found());
  }

  @Test
  void aChangedValueIsDamage() throws SQLException {
    fill(store);
    store.close();
    Path file = data.resolve("v-000001").resolve(IndexFile.NAME);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE files SET path=randomblob(60)");
    }
    LocalStore opened = open(true);
    store = opened;
    assertTrue(opened.recovered().isPresent(), "it is set aside");
    assertEquals(0, store.counts().files());
  }

  @Test
  void theCheckOfAFileOpensIt() {
    fill(store);
    store.close();
    Path file = data.resolve("v-000001").resolve(IndexFile.NAME);
    Sealing sealing = new Sealing(true, () -> Keyring.open(keys));
    IndexFacts facts = IndexFile.check(file, LocalStoreSettings.DEFAULTS.withSealing(sealing));
    assertEquals(2, facts.files());
    assertThrows(Fault.Denied.class, () -> IndexFile.check(file, LocalStoreSettings.DEFAULTS));
    store = open(true);
  }

  @Test
  void aValueIsTiedToItsField() {
    Keyring ring = Keyring.open(keys);
    Fields fields = SealedFields.active(ring, new SqlFaults(data.resolve("x"), false));
    byte[] sealed = fields.bytes(Field.TEXT, new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, fields.opened(Field.TEXT, sealed));
    assertThrows(Fault.Corrupt.class, () -> fields.opened(Field.WORDS, sealed));
    assertThrows(Fault.Corrupt.class, () -> fields.text(Field.NAME, (Object) "plain"));
    assertArrayEquals(
        (byte[]) fields.text(Field.PATH, "a/b"), (byte[]) fields.text(Field.PATH, "a/b"));
    assertFalse(
        Arrays.equals(
            (byte[]) fields.text(Field.NAME, "a"), (byte[]) fields.text(Field.NAME, "a")));
    byte[] hash = ContentHash.of("text").bytes();
    assertArrayEquals(hash, fields.openedHash(fields.hash(hash)));
    assertFalse(Arrays.equals(hash, fields.hash(hash)));
  }

  /** A sum over a short name would let it be guessed; and it must hold in either form. */
  @Test
  void sumsAreSealedToo() throws SQLException {
    LocalStoreSettings sealed =
        LocalStoreSettings.DEFAULTS.withSealing(new Sealing(true, () -> Keyring.open(keys)));
    store.close();
    store = open(false);
    fill(store);
    store.close();
    List<String> plain = typesOfSums();
    open(true).close();
    assertEquals(List.of("integer", "integer", "integer"), plain);
    assertEquals(List.of("blob", "blob", "blob"), typesOfSums());
    IndexFile.check(data.resolve("v-000001/index.db"), sealed);
    store = open(false);
    assertEquals(plain, typesOfSums());
    store.close();
    IndexFile.check(data.resolve("v-000001/index.db"), LocalStoreSettings.DEFAULTS);
  }

  private List<String> typesOfSums() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("v-000001/index.db"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT typeof(f.sum), typeof(f.names_sum), typeof(t.sum) FROM files f, terms t")) {
      return List.of(row.getString(1), row.getString(2), row.getString(3));
    }
  }
}
