package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSnapshotsTest {
  private static final byte[] CONTENT = "the zanzibar vectors".getBytes(StandardCharsets.UTF_8);

  @TempDir Path root;

  @Test
  void theNewestComesBackAndOlderOnesGo() throws IOException {
    try (Kept kept = Kept.in(root)) {
      assertEquals(Optional.empty(), kept.backups.newestCache());
      for (byte version = 1; version <= 5; version++) {
        kept.backups.createCache(new byte[] {version});
      }
      assertArrayEquals(new byte[] {5}, kept.backups.newestCache().orElseThrow());
      List<Snapshot> listed = kept.backups.list();
      assertEquals(CacheSnapshots.KEPT, listed.size());
      assertTrue(listed.stream().allMatch(s -> s.id().kind() == Kind.CACHE && s.verified()));
      assertEquals(3, kept.files().size(), "two and REPO");
    }
  }

  @Test
  void isListedAndCheckedBesideTheIndexAndNeverTakenForOne() throws IOException {
    try (Kept kept = Kept.in(root)) {
      kept.index(3, "one");
      SnapshotId full = kept.full();
      SnapshotId cache = kept.backups.createCache(CONTENT).id();
      assertEquals(List.of(full, cache), kept.backups.list().stream().map(Snapshot::id).toList());
      assertEquals(cache, SnapshotId.of(cache.toString()).orElseThrow());
      assertEquals(Optional.of(full), kept.backups.newest());
      Findings all = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      assertEquals(2, all.checked());
      assertTrue(all.isSound());
      String id = cache.toString();
      assertEquals(1, kept.backups.verify(id, true, kept.store, Cancellation.NEVER).checked());
      assertThrows(Fault.Invalid.class, () -> kept.prepare(cache));
      assertEquals(1, kept.increment().sequence() - full.sequence(), "numbers of their own");
    }
  }

  @Test
  void everyFlippedByteAndEveryCutIsAColdStart() throws IOException {
    try (Kept kept = Kept.in(root)) {
      SnapshotId id = kept.backups.createCache(CONTENT).id();
      byte[] whole = Files.readAllBytes(kept.file(id));
      for (int at = 0; at < whole.length; at++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 1;
        Files.write(kept.file(id), damaged);
        assertTrue(kept.backups.newestCache().isEmpty(), "byte " + at);
        Files.write(kept.file(id), Arrays.copyOf(whole, at));
        assertTrue(kept.backups.newestCache().isEmpty(), "cut at " + at);
      }
      assertFalse(
          kept.backups.verify(id.toString(), false, kept.store, Cancellation.NEVER).isSound());
      assertFalse(kept.backups.list().getFirst().verified());
      Files.write(kept.file(id), whole);
      assertArrayEquals(CONTENT, kept.backups.newestCache().orElseThrow());
    }
  }

  @Test
  void aDamagedOneFallsBackToTheOneBefore() throws IOException {
    try (Kept kept = Kept.in(root)) {
      kept.backups.createCache(CONTENT);
      SnapshotId id = kept.backups.createCache(new byte[] {1}).id();
      Files.write(kept.file(id), new byte[100]);
      assertArrayEquals(CONTENT, kept.backups.newestCache().orElseThrow());
    }
  }

  @Test
  void nothingOfItCanBeRead() throws IOException {
    try (Kept kept = Kept.in(root)) {
      SnapshotId id = kept.backups.createCache(CONTENT).id();
      String file = Files.readString(kept.file(id), StandardCharsets.ISO_8859_1);
      assertFalse(file.contains("zanzi"));
    }
  }

  @Test
  void withoutItsKeyOrInAnotherWorkspaceItIsAColdStart() throws IOException {
    try (Kept kept = Kept.in(root)) {
      kept.backups.createCache(CONTENT);
      Path keys = kept.data.resolve("keys");
      byte[] key = Files.readAllBytes(keys);
      Files.delete(keys);
      assertTrue(kept.backups.newestCache().isEmpty());
      Files.write(keys, key);
      assertArrayEquals(CONTENT, kept.backups.newestCache().orElseThrow());
    }
    try (Kept other = Kept.in(root.resolve("other"))) {
      other.backups.createCache(new byte[] {9});
      Path theirs = root.resolve("data/backups/000001-cache-20261124T080000Z.rbk");
      Path ours = other.folder().resolve("000002-cache-20261124T080000Z.rbk");
      Files.copy(theirs, ours);
      assertArrayEquals(new byte[] {9}, other.backups.newestCache().orElseThrow());
    }
  }

  @Test
  void isDueEveryTwelveHours() {
    try (Kept kept = Kept.in(root)) {
      assertTrue(kept.backups.cacheDue());
      kept.backups.createCache(CONTENT);
      assertFalse(kept.backups.cacheDue());
      kept.now = kept.now.plus(Duration.ofMinutes(12 * 60 - 1));
      assertFalse(kept.backups.cacheDue());
      kept.now = kept.now.plus(Duration.ofMinutes(1));
      assertTrue(kept.backups.cacheDue());
    }
  }
}
