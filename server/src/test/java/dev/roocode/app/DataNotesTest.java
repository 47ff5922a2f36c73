package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataNotesTest {
  @TempDir private Path folder;

  private DataNotes notes;
  private Path place;
  private Path one;
  private Path two;

  @BeforeEach
  void lay() throws IOException {
    place = folder.resolve("notes");
    notes = new DataNotes(place);
    one = Files.createDirectories(folder.resolve("one")).toRealPath();
    two = Files.createDirectories(folder.resolve("two")).toRealPath();
  }

  private Path index(String name) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    Files.writeString(data.resolve("CURRENT"), "v-000001\n");
    return data;
  }

  private long count() throws IOException {
    try (var files = Files.list(place)) {
      return files.count();
    }
  }

  @Test
  void theNewestNoteOfAFolderCounts() throws IOException {
    assertEquals(Optional.empty(), notes.find(List.of(one)));
    Path first = index("a");
    notes.put(List.of(one), first);
    assertEquals(Optional.of(first), notes.find(List.of(one)));
    assertEquals(Optional.empty(), notes.find(List.of(two)));
    Path second = index("b");
    notes.put(List.of(one), second);
    assertEquals(Optional.of(second), notes.find(List.of(one)));
    assertEquals(1, count());
  }

  @Test
  void aLinkToTheFolderIsTheFolder() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), one);
    Path data = index("a");
    notes.put(List.of(link), data);
    assertEquals(Optional.of(data), notes.find(List.of(one)));
  }

  @Test
  void anIndexOfSeveralFoldersIsNoneOfOneOfThem() throws IOException {
    Path data = index("a");
    notes.put(List.of(one), data);
    notes.put(List.of(one, two), data);
    assertEquals(Optional.empty(), notes.find(List.of(one)), "it holds more now");
    assertEquals(Optional.empty(), notes.find(List.of(two)));
    notes.put(List.of(one), data);
    assertEquals(Optional.of(data), notes.find(List.of(one)), "and less again");
    assertEquals(1, count());
  }

  @Test
  void aNoteWithoutItsIndexIsNothing() throws IOException {
    Path data = index("a");
    notes.put(List.of(one), data);
    Files.delete(data.resolve("CURRENT"));
    assertEquals(Optional.empty(), notes.find(List.of(one)));
    notes.put(List.of(two), index("b"));
    assertEquals(1, count(), "the other one was swept away");
  }

  @Test
  void whatCannotBeUnderstoodIsNothing() throws IOException {
    Path data = index("a");
    notes.put(List.of(one), data);
    Path file;
    try (var files = Files.list(place)) {
      file = files.findFirst().orElseThrow();
    }
    String good = Files.readString(file);
    for (String bad :
        List.of(
            "",
            "{",
            "[]",
            "{}",
            good.replace("\"format\":1", "\"format\":2"),
            good.replace(one.toString(), two.toString()),
            good.replace("\"data\":\"", "\"data\":\"\\u0000"))) {
      assertNotEquals(good, bad);
      Files.writeString(file, bad);
      assertEquals(Optional.empty(), notes.find(List.of(one)), bad);
    }
    Files.writeString(file, good);
    assertEquals(Optional.of(data), notes.find(List.of(one)));
  }

  /** What belongs to the other folders would be dropped by a command for the first. */
  @Test
  void severalFoldersHaveAnIndexOfTheirOwn() throws IOException {
    Map<String, String> user = Map.of("XDG_DATA_HOME", folder.toString());
    Path both = DataFolder.of(List.of(one, two), user);
    assertNotEquals(DataFolder.of(one, user), both);
    assertEquals(both, DataFolder.of(List.of(one, two), user));
    Path data = index("a");
    notes.put(List.of(one, two), data);
    assertEquals(Optional.of(data), notes.find(List.of(two, one)), "in any order");
    assertEquals(Optional.empty(), notes.find(List.of(one)));
  }
}
