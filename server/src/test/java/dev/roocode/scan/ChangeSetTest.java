package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeSetTest {
  private static final ContentHash HASH = new ContentHash(1, 2);

  private static ScannedFile file(String path, long size, long time) {
    return new ScannedFile(FilePath.of(path), Path.of("/w", path), size, time, Language.TEXT);
  }

  private static final Scan SCAN =
      new Scan(
          List.of(
              file("new", 1, 1),
              file("same", 5, 5),
              file("size", 6, 5),
              file("time", 5, 6),
              file("unsaved", 5, -1)),
          List.of(),
          List.of(),
          List.of(new Scan.Unseen("", "dark"), new Scan.Unseen("gone", "")));

  private static final Map<FilePath, FileStamp> INDEXED =
      Map.of(
          FilePath.of("same"),
          new FileStamp(5, 5, HASH),
          FilePath.of("size"),
          new FileStamp(5, 5, HASH),
          FilePath.of("time"),
          new FileStamp(5, 5, HASH),
          FilePath.of("unsaved"),
          new FileStamp(5, FileStamp.UNSAVED, HASH),
          FilePath.of("removed"),
          new FileStamp(5, 5, HASH),
          FilePath.of("darker/x"),
          new FileStamp(5, 5, HASH),
          FilePath.of("dark/x"),
          new FileStamp(5, 5, HASH),
          new FilePath("gone", "x"),
          new FileStamp(5, 5, HASH));

  @Test
  void bySizeAndTime() {
    ChangeSet changes = ChangeSet.between(SCAN, INDEXED, false);
    assertEquals(List.of("new", "size", "time", "unsaved"), names(changes));
    assertEquals(1, changes.unchanged());
  }

  /** A folder that could not be listed must not empty the index. */
  @Test
  void whatCouldNotBeSeenIsNotRemoved() {
    ChangeSet changes = ChangeSet.between(SCAN, INDEXED, false);
    assertEquals(List.of(FilePath.of("darker/x"), FilePath.of("removed")), changes.removed());
  }

  @Test
  void fullMeansAll() {
    ChangeSet changes = ChangeSet.between(SCAN, INDEXED, true);
    assertEquals(5, changes.candidates().size());
    assertEquals(0, changes.unchanged());
  }

  private static List<String> names(ChangeSet changes) {
    return changes.candidates().stream().map(file -> file.path().relative()).toList();
  }
}
