package dev.roocode.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.StoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what only the local store promises. */
class LocalStoreTest extends StoreContract {
  @TempDir Path data;

  @Override
  protected ChunkStore open() {
    return LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM);
  }

  @Override
  protected ChunkStore reopen(ChunkStore open) {
    open.close();
    return open();
  }

  @Test
  void theFolderHoldsWhatTheLayoutSays() throws IOException {
    assertEquals("v-000001\n", Files.readString(data.resolve("CURRENT")));
    assertTrue(Files.isRegularFile(data.resolve("v-000001/index.db")));
    assertTrue(
        Files.readString(data.resolve("v-000001/meta.json"))
            .contains("\"format\": " + Schema.CURRENT.version()));
    assertTrue(Files.exists(data.resolve("lock")));
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("v-000001"))) {
      for (Path file : files.toList()) {
        String expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
        assertEquals(
            expected,
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
  }

  @Test
  void closingLeavesOneFileOfTables() {
    store.close();
    assertFalse(Files.exists(data.resolve("v-000001/index.db-wal")));
    store = open();
  }
}
