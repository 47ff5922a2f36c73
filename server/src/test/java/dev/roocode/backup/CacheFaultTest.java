package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of the caches that cannot be written, or says what it does not hold. */
@Timeout(120)
class CacheFaultTest {
  @TempDir Path root;

  @Test
  void everyFileOperationFailsOnce() throws IOException {
    rounds(false);
  }

  @Test
  void everyFileOperationCrashesOnce() throws IOException {
    rounds(true);
  }

  private void rounds(boolean crash) throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Kept kept = Kept.in(root, disk)) {
      byte newest = 0;
      kept.backups.createCache(new byte[] {newest});
      boolean failed = true;
      for (int operation = 1; failed; operation++) {
        byte next = (byte) operation;
        boolean said = false;
        disk.failAt(operation, crash);
        try {
          kept.backups.createCache(new byte[] {next});
        } catch (Fault e) {
          said = true;
        }
        failed = disk.heal();
        assertEquals(failed, said, "operation " + operation);
        byte found = kept.backups.newestCache().orElseThrow()[0];
        assertTrue(found == next || (said && found == newest), operation + ": " + found);
        newest = found;
      }
      assertTrue(disk.operations() > 10);
      kept.backups.createCache(new byte[] {99}); // takes away what a crash left
      assertFalse(kept.files().stream().anyMatch(name -> name.endsWith(".tmp")), "" + kept.files());
      assertEquals(1 + CacheSnapshots.KEPT, kept.files().size());
    }
  }

  @Test
  void sealedWithTheRightKeyButWithALengthThatIsNone() throws IOException {
    Map<String, UnaryOperator<byte[]>> forgeries = new LinkedHashMap<>();
    forgeries.put("less than nothing", plain -> length(plain, -1));
    forgeries.put("more than any", plain -> length(plain, CacheSnapshots.CONTENT_MAX + 1));
    forgeries.put("more than there is", plain -> length(plain, 7));
    forgeries.put("less than there is", plain -> length(plain, 5));
    forgeries.put("no length", plain -> Arrays.copyOf(plain, 3));
    try (Kept kept = Kept.in(root)) {
      byte[] content = {1, 2, 3, 4, 5, 6};
      kept.backups.createCache(content);
      SnapshotId id = kept.backups.createCache(new byte[] {9, 9, 9, 9, 9, 9}).id();
      for (Map.Entry<String, UnaryOperator<byte[]>> forgery : forgeries.entrySet()) {
        ForgedSnapshotTest.forge(kept, id, forgery.getValue());
        assertArrayEquals(
            content,
            kept.backups.newestCache().orElseThrow(),
            "the one before: " + forgery.getKey());
        Findings found = kept.backups.verify(id.toString(), false, kept.store, Cancellation.NEVER);
        assertEquals(1, found.checked(), "only the one asked for");
        assertEquals(id.toString(), found.damaged().getFirst().id(), forgery.getKey());
        assertFalse(found.isSound());
        ForgedSnapshotTest.forge(kept, id, plain -> plain(6));
      }
      assertArrayEquals(new byte[6], kept.backups.newestCache().orElseThrow());
    }
  }

  private static byte[] length(byte[] plain, int length) {
    byte[] changed = plain.clone();
    ByteBuffer.wrap(changed).putInt(length);
    return changed;
  }

  private static byte[] plain(int length) {
    return ByteBuffer.allocate(4 + length).putInt(length).array();
  }
}
