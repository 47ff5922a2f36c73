package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Victims;
import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.store.FileFilter;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while encryption is turned on and off: the index is in the one form or the other, whole,
 * and once it was opened sealed again no file holds a word of it. A fifth of {@code
 * -Droocode.kills=N} rounds.
 */
@Tag("slow")
@Timeout(3600)
class ResealKillTest {
  private static final int KILLS = Integer.getInteger("roocode.kills", 50) / 5;
  private static final int FILES = 150;

  /** In each text. */
  private static final String CANARY = "ornithopter";

  @TempDir Path root;

  static LocalStore open(Path root, boolean sealed) {
    Sealing sealing = new Sealing(sealed, () -> Keyring.open(root.resolve("keys")));
    return LocalStore.open(
        root.resolve("data"), LocalStoreSettings.DEFAULTS.withSealing(sealing), Ticker.SYSTEM);
  }

  @Test
  void theIndexIsWholeInTheOneFormOrTheOther() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    Map<String, String> expected = fill();
    try (Victims victims = new Victims(KilledSealer.class, root)) {
      for (int kill = 0; kill < KILLS; kill++) {
        List<String> said = new ArrayList<>();
        victims.kill(random, 5, 120, said::add);
        check(random.nextInt(3) > 0, expected, "seed " + seed + " kill " + kill + " " + said);
      }
    }
  }

  private Map<String, String> fill() {
    List<FileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      String text = CANARY + " number " + i;
      updates.add(Samples.file(FilePath.of("dir/file" + i + ".java"), text, text + " again"));
    }
    try (LocalStore store = open(root, false)) {
      store.useModel("m", Samples.DIMENSIONS);
      store.commit(updates);
      Map<ContentHash, float[]> vectors = new HashMap<>();
      for (PendingText text : store.pending(10_000, Ticker.SYSTEM.now())) {
        vectors.put(text.hash(), Samples.vector(text.text()));
      }
      store.attach(vectors);
      return content(store);
    }
  }

  private static Map<String, String> content(LocalStore store) {
    Map<String, String> content = new TreeMap<>();
    for (FilePath path : store.stamps().keySet()) {
      content.put(path.toString(), store.chunksOf(path) + " " + store.outline(path));
    }
    content.put("counts", store.counts().toString());
    content.put(
        "vectors", "" + store.nearest(Samples.vector(1), FileFilter.ALL, 10_000).best().length);
    content.put("names", "" + store.symbols("part", 1_000).size());
    return content;
  }

  private void check(boolean sealed, Map<String, String> expected, String where)
      throws IOException {
    try (LocalStore store = open(root, sealed)) {
      assertTrue(store.recovered().isEmpty(), where);
      assertEquals(expected, content(store), where);
    }
    Sealing sealing = new Sealing(sealed, () -> Keyring.open(root.resolve("keys")));
    LocalStoreSettings settings = LocalStoreSettings.DEFAULTS.withSealing(sealing);
    Path version = root.resolve("data/v-000001");
    assertEquals(FILES, IndexFile.check(version.resolve(IndexFile.NAME), settings).files(), where);
    if (sealed) {
      try (Stream<Path> files = Files.list(version)) {
        for (Path file : files.toList()) {
          String content = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertFalse(content.contains("file7.java") || content.contains("Sample.run"), where);
        }
      }
    }
  }
}
