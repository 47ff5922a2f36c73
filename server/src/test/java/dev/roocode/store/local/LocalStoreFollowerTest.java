package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import dev.roocode.store.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second store on the same folder reads, and sees each commit of the first. */
class LocalStoreFollowerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path data;

  private LocalStore writer;
  private LocalStore reader;

  private LocalStore open() {
    return LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM);
  }

  @BeforeEach
  void openBoth() {
    writer = open();
    reader = open();
  }

  @AfterEach
  void closeBoth() {
    reader.close();
    writer.close();
  }

  @Test
  void theSecondOnlyReads() {
    assertFalse(writer.isReadOnly());
    assertTrue(reader.isReadOnly());
    List<FileUpdate> update = List.of(Samples.file(FilePath.of("a"), "alpha"));
    assertThrows(Fault.Busy.class, () -> reader.commit(update));
    assertThrows(Fault.Busy.class, () -> reader.attach(Map.of()));
    assertThrows(Fault.Busy.class, () -> reader.useModel("m", 4));
    assertThrows(Fault.Busy.class, () -> reader.restamp(Map.of()));
    assertThrows(Fault.Busy.class, () -> reader.postpone(Set.of(), NOW));
  }

  @Test
  void closingTheSecondKeepsTheLock() {
    reader.close();
    reader = open();
    assertTrue(reader.isReadOnly());
  }

  @Test
  void whoOpensAfterTheWriterClosedWrites() {
    writer.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    writer.close();
    assertEquals(1, reader.counts().files());
    writer = open();
    assertFalse(writer.isReadOnly());
    writer.commit(List.of(Samples.file(FilePath.of("b"), "beta")));
    assertEquals(2, reader.counts().files());
  }

  @Test
  void theSecondGoesAlongToANewVersion() throws Exception {
    writer.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    writer.close();
    reader.close();
    Files.writeString(data.resolve("v-000001/index.db"), "no database any more");
    writer = open();
    reader = open();
    assertTrue(writer.recovered().isPresent());
    writer.commit(List.of(Samples.file(FilePath.of("b"), "beta")));
    assertEquals(Set.of(FilePath.of("b")), reader.stamps().keySet());
  }

  @Test
  void aReaderThatIsOpenGoesAlongToo() throws Exception {
    writer.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    assertEquals(1, reader.counts().files());
    writer.close();
    DataFolder folder = new DataFolder(data);
    folder.setAside(data.resolve("v-000001"), NOW);
    writer = open();
    writer.commit(List.of(Samples.file(FilePath.of("b"), "beta")));
    assertEquals(Set.of(FilePath.of("b")), reader.stamps().keySet());
    assertEquals(writer.generation(), reader.generation());
  }

  @Test
  void theSecondSeesEveryChange() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] words = {"zero", "one", "two", "three"};
    for (int step = 0; step < 80; step++) {
      change(random, words);
      if (random.nextInt(3) > 0) {
        assertEquals(
            Seen.of(writer, words), Seen.of(reader, words), "seed " + seed + " step " + step);
      }
    }
  }

  private void change(Random random, String[] words) {
    switch (random.nextInt(8)) {
      case 0 -> writer.useModel("m" + random.nextInt(3), Samples.DIMENSIONS);
      case 1, 2, 3 -> attach(random.nextInt(12));
      default -> {
        List<FileUpdate> updates = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          FilePath path = FilePath.of("f" + random.nextInt(6));
          String text = words[random.nextInt(words.length)] + " text " + random.nextInt(3);
          updates.add(
              random.nextInt(4) == 0
                  ? new FileUpdate.Remove(path)
                  : Samples.file(path, text, "fixed", "one " + random.nextInt(4)));
        }
        writer.commit(updates);
      }
    }
  }

  private void attach(int most) {
    if (writer.answeringModel().isPresent()) {
      Map<ContentHash, float[]> vectors = new HashMap<>();
      for (PendingText text : writer.pending(most, NOW)) {
        vectors.put(text.hash(), Samples.vector(text.hash().toString()));
      }
      writer.attach(vectors);
    }
  }
}
