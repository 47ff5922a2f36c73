package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Victims;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Counts;
import dev.roocode.store.FileFilter;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import dev.roocode.store.StoredChunk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments of indexing: every acknowledged file is there, the one open commit is
 * there as a whole or not at all, the tables are sound, indexing goes on. One index lives through
 * all rounds. {@code -Droocode.kills=N} sets the rounds, to two fifths of N: the rounds of {@code
 * BackupKillTest} index, too.
 */
@Tag("slow")
class LocalStoreKillTest {
  private static final int KILLS = Integer.getInteger("roocode.kills", 50) * 2 / 5;
  private static final String GONE = "";

  @TempDir Path data;

  /** The text of each acknowledged file. */
  private final Map<String, String> acknowledged = new HashMap<>();

  /** What the commit under way would change. */
  private final Map<String, String> open = new HashMap<>();

  @Test
  void noAcknowledgedFileIsLost() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (Victims victims = new Victims(KilledWriter.class, data)) {
      for (int kill = 0; kill < KILLS; kill++) {
        victims.kill(random, 120, 5, this::hear);
        check("seed " + seed + " kill " + kill);
      }
    }
  }

  private void hear(String line) {
    if (line.startsWith("=")) {
      open.forEach((file, text) -> {
        if (text.equals(GONE)) {
          acknowledged.remove(file);
        } else {
          acknowledged.put(file, text);
        }
      });
      open.clear();
    } else {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3) {
        open.put(parts[1], parts[0].equals("+") ? parts[2] : GONE);
      }
    }
  }

  private void check(String where) throws SQLException {
    assertEquals("ok", integrity(), where);
    try (LocalStore store = LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM)) {
      assertFalse(store.isReadOnly(), where);
      assertTrue(store.recovered().isEmpty(), where);
      Map<String, String> found = files(store);
      Map<String, String> withOpen = new HashMap<>(acknowledged);
      withOpen.putAll(open);
      withOpen.values().removeIf(GONE::equals);
      assertTrue(found.equals(acknowledged) || found.equals(withOpen), where);
      acknowledged.clear();
      acknowledged.putAll(found);
      open.clear();
      checkVectors(store, where);
    }
  }

  /** Each content either waits or has its vector. */
  private static void checkVectors(ChunkStore store, String where) {
    List<StoredChunk> all =
        store.stamps().keySet().stream().flatMap(path -> store.chunksOf(path).stream()).toList();
    Set<?> contents = all.stream().map(c -> c.chunk().hash()).collect(Collectors.toSet());
    Set<?> waiting =
        store.pending(1_000_000, Ticker.SYSTEM.now()).stream()
            .map(PendingText::hash)
            .collect(Collectors.toCollection(HashSet::new));
    assertTrue(contents.containsAll(waiting), where);
    long vectors = all.stream().filter(c -> !waiting.contains(c.chunk().hash())).count();
    int files = store.stamps().size();
    assertEquals(
        new Counts(files, all.size(), (int) vectors, waiting.size()), store.counts(), where);
    float[] query = Samples.vector(1);
    assertEquals(vectors, store.nearest(query, FileFilter.ALL, 1_000_000).best().length, where);
  }

  /** The first text of each file; the others must follow from it. */
  private static Map<String, String> files(ChunkStore store) {
    Map<String, String> found = new HashMap<>();
    for (FilePath path : store.stamps().keySet()) {
      List<Chunk> chunks = store.chunksOf(path).stream().map(StoredChunk::chunk).toList();
      String text = chunks.getFirst().text();
      assertEquals(KilledWriter.file(path, text).content().chunks(), chunks);
      found.put(path.relative(), text);
    }
    return found;
  }

  private String integrity() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("v-000001/index.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      return row.getString(1);
    }
  }
}
