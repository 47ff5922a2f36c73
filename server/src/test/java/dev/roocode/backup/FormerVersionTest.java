package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version folders a restore leaves, and for how long. */
class FormerVersionTest {
  @TempDir Path root;

  private static Path version(Kept kept, String name) throws IOException {
    Path folder = Files.createDirectories(kept.data.resolve(name));
    Files.writeString(folder.resolve("index.db"), "an index");
    return folder;
  }

  private static Path restored(Kept kept, String name) throws IOException {
    Path folder = version(kept, name);
    Files.writeString(folder.resolve("meta.json"), "{\"format\": 4, \"restored\": \"x\"}\n");
    return folder;
  }

  @Test
  void theWayBackIsThereForTheRestoredVersionAloneAndUntilItIsLetGo() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      Path former = kept.store.versionFolder();
      Path next = restored(kept, "v-000002");
      assertEquals(Optional.empty(), kept.backups.former(former), "nothing was restored");
      kept.backups.replaces(former, next);
      assertEquals(Optional.of(former), kept.backups.former(next));
      assertEquals(Optional.empty(), kept.backups.former(former), "the exchange did not happen");
      assertEquals(
          Optional.of(former), kept.backupsOf(kept.data).former(next), "another process knows");
      kept.backups.forget(version(kept, "v-000009"));
      assertEquals(Optional.empty(), kept.backups.former(next));
      assertTrue(Files.exists(former), "another one was named");
    }
  }

  @Test
  void aFormerVersionThatSomebodyDeletedIsNoWayBack() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      Path next = restored(kept, "v-000002");
      kept.backups.replaces(kept.data.resolve("v-000077"), next);
      assertEquals(Optional.empty(), kept.backups.former(next));
    }
  }

  @Test
  void oneThatProvedItselfLetsGoOfTheFormerAndOfRestoresThatNeverCameIntoUse() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      Path former = version(kept, "v-000003");
      Path inUse = restored(kept, "v-000004");
      List<Path> stay =
          List.of(
              inUse,
              kept.store.versionFolder(),
              version(kept, "v-000005"), // being created, by nobody's restore
              restored(kept, "v-000002"), // before
              restored(kept, "v-000006.damaged-20261124T080000000Z"),
              restored(kept, "other"));
      Path begun = version(kept, "v-000007");
      Files.writeString(begun.resolve("meta.json"), "{\"format\": 4, \"created\": \"now\"}\n");
      Path left = restored(kept, "v-000008");
      kept.backups.replaces(former, inUse);
      kept.backups.settle(inUse);
      assertFalse(Files.exists(former));
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(begun));
      for (Path folder : stay) {
        assertTrue(Files.exists(folder), folder.toString());
      }
      assertEquals(Optional.empty(), kept.backups.former(inUse));
      kept.backups.settle(inUse); // once more changes nothing
      assertTrue(Files.exists(inUse));
    }
  }

  /** Without a snapshot, or without one that is sound, an index is built anew. */
  @Test
  void withoutASoundSnapshotADamagedIndexIsBuiltAnew() throws IOException {
    try (Kept kept = Kept.in(root).index(3, "a")) {
      damage(kept);
      assertEquals(0, kept.store.counts().files());
      assertTrue(kept.store.recovered().orElseThrow().message().contains("is built anew"));
      kept.index(3, "b");
      SnapshotId only = kept.full();
      Files.write(kept.file(only), Damage.flip(Files.readAllBytes(kept.file(only)), 400, 1));
      damage(kept);
      assertEquals(0, kept.store.counts().files());
      assertTrue(Files.exists(kept.file(only)), "and the snapshot stays as it is");
      kept.index(3, "c");
      Files.writeString(kept.folder().resolve(Repository.FILE), "{\"format\":99}");
      kept.backups.list();
      damage(kept);
      assertEquals(0, kept.store.counts().files(), "whatever is wrong with the folder");
    }
  }

  private static void damage(Kept kept) throws IOException {
    Path index = kept.store.versionFolder().resolve("index.db");
    kept.store.close();
    Files.write(index, new byte[5_000]);
    kept.openAgain();
  }
}
