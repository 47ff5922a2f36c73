package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Status;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.store.Committed;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.MemoryStore;
import dev.roocode.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index follows editors, the disk, and the list of root folders. */
@Timeout(60)
class FollowTest {
  private static final String PRIVATE_KEY =
      "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA".repeat(4) + "\n";

  @TempDir Path temporary;
  private Path root = Path.of("");

  @BeforeEach
  void write() throws IOException {
    root =
        Fixture.write(
            Files.createDirectory(temporary.resolve("shop")),
            """
            //- src/Cart.java
            class Cart { int total; }
            //- src/Mail.java
            class Mail { void deliver() {} }
            //- .gitignore
            *.log
            """);
  }

  @Test
  void anUnsavedEditIsFoundAtOnceAndGoneAfterItsRelease() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      Path file = opened.file("src/Mail.java");
      opened.workspace.edit(file, "class Mail { void catapult() {} }");
      assertEquals(List.of("src/Mail.java"), opened.found("catapult"));
      assertFalse(opened.first("catapult").stale(), "the editor's text is what counts");
      assertEquals(List.of(), opened.found("deliver"));
      opened.workspace.release(file);
      opened.await(() -> opened.found("deliver").equals(List.of("src/Mail.java")));
      assertEquals(List.of(), opened.found("catapult"));
      assertFalse(opened.first("deliver").stale());
    }
  }

  @Test
  void onlyTheNewestOfManyEditsIsIndexed() {
    AtomicInteger commits = new AtomicInteger();
    try (Opened opened = Opened.over(root, counting(commits), CountingEmbedder::new)) {
      opened.reindex();
      int before = commits.get();
      for (int i = 0; i < 50; i++) {
        opened.workspace.edit(opened.file("src/Mail.java"), "class Mail { int " + word(i) + "; }");
      }
      assertEquals(List.of("src/Mail.java"), opened.found(word(49)));
      assertEquals(List.of(), opened.found(word(48)));
      assertEquals(before + 1, commits.get());
    }
  }

  @Test
  void anEditorThatRestsIsIndexedWithoutASearch() {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      opened.workspace.edit(opened.file("src/Mail.java"), "class Mail { void catapult() {} }");
      opened.pass(900);
      opened.workspace.edit(opened.file("src/Mail.java"), "class Mail { void trebuchet() {} }");
      opened.pass(900);
      assertFalse(text(opened, "src/Mail.java").contains("trebuchet"), "it has not rested yet");
      opened.await(() -> text(opened, "src/Mail.java").contains("trebuchet"));
    }
  }

  @Test
  void textsOfIgnoredForeignAndSecretFilesAreNotIndexed() throws IOException {
    Files.writeString(root.resolve("key.txt"), PRIVATE_KEY);
    Files.writeString(root.resolve("debug.log"), "noise\n");
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      opened.workspace.edit(opened.file("debug.log"), "catapult");
      opened.workspace.edit(opened.file("key.txt"), PRIVATE_KEY + "catapult");
      opened.workspace.edit(temporary.resolve("elsewhere.txt"), "catapult");
      assertEquals(List.of(), opened.found("catapult"));
      assertEquals(3, opened.store.counts().files());
    }
  }

  @Test
  void aWatcherBurstCostsOneRun() throws IOException {
    AtomicInteger commits = new AtomicInteger();
    try (Opened opened = Opened.over(root, counting(commits), CountingEmbedder::new)) {
      opened.reindex();
      int before = commits.get();
      for (int i = 0; i < 300; i++) {
        opened.edit("src/Mail.java", "class Mail { int " + word(i) + "; }");
        opened.workspace.changed(List.of(opened.file("src/Mail.java")));
      }
      assertEquals(before, commits.get(), "nothing before the delay is over");
      opened.await(() -> opened.found(word(299)).equals(List.of("src/Mail.java")));
      assertEquals(before + 1, commits.get());
    }
  }

  @Test
  void aFloodOfChangesBecomesOneWalk() throws IOException {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      List<Path> flood = new ArrayList<>();
      for (int i = 0; i <= ChangeInbox.PATHS_MAX; i++) {
        flood.add(opened.file("missing" + i));
      }
      opened.edit("src/Mail.java", "class Mail { int flooded; }");
      opened.workspace.changed(flood);
      opened.await(() -> opened.found("flooded").equals(List.of("src/Mail.java")));
    }
  }

  @Test
  void deletionsAndIgnoreFilesAreFollowed() throws IOException {
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      Files.delete(opened.file("src/Cart.java"));
      opened.workspace.changed(List.of(opened.file("src/Cart.java")));
      opened.await(() -> opened.store.stamp(FilePath.of("src/Cart.java")).isEmpty());
      opened.edit(".gitignore", "src/\n");
      opened.workspace.changed(List.of(opened.file(".gitignore")));
      opened.await(() -> opened.store.stamp(FilePath.of("src/Mail.java")).isEmpty());
    }
  }

  @Test
  void rootFoldersComeAndGo() throws IOException {
    Path other =
        Fixture.write(
            Files.createDirectory(temporary.resolve("tools")), "//- Drill.java\nclass Drill {}\n");
    try (Opened opened = Opened.over(root)) {
      opened.reindex();
      opened.workspace.roots(List.of(root, other));
      opened.await(() -> opened.found("drill").equals(List.of("tools/Drill.java")));
      assertEquals(
          other.resolve("Drill.java"), opened.workspace.locate(opened.first("drill").path()));
      assertEquals(List.of(root, other), opened.workspace.status().folders());
      opened.workspace.roots(List.of(other));
      opened.await(() -> opened.store.counts().files() == 1);
      assertEquals(List.of("tools/Drill.java"), opened.found("drill"), "it keeps its name");
    }
  }

  @Test
  void aRootInsideAnotherIsIndexedOnce() {
    try (Opened opened =
        Opened.over(List.of(root, root.resolve("src")), Opened.memory(), CountingEmbedder::new)) {
      opened.reindex();
      assertEquals(List.of("src/Mail.java"), opened.found("deliver"));
      assertEquals("src", opened.first("deliver").path().root());
      assertEquals(3, opened.store.counts().files());
      opened.workspace.edit(root.resolve("src/Mail.java"), "class Mail { void catapult() {} }");
      assertEquals("src", opened.first("catapult").path().root());
    }
  }

  @Test
  void aFolderReachedThroughALinkIsNamedAsTheEditorNamesIt() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    try (Opened opened = Opened.over(link)) {
      opened.reindex();
      assertEquals(
          link.resolve("src/Mail.java"), opened.workspace.locate(opened.first("deliver").path()));
      opened.workspace.edit(link.resolve("src/Mail.java"), "class Mail { void catapult() {} }");
      assertEquals(List.of("src/Mail.java"), opened.found("catapult"));
      opened.workspace.edit(root.resolve("src/Cart.java"), "class Cart { void trebuchet() {} }");
      assertEquals(List.of("src/Cart.java"), opened.found("trebuchet"));
    }
  }

  @Test
  void startBringsEverythingUpToDateAndTellsListeners() {
    List<Status> told = Collections.synchronizedList(new ArrayList<>());
    try (Opened opened = Opened.over(root)) {
      assertEquals(Status.State.READY, opened.state());
      opened.workspace.onStatus(told::add);
      opened.workspace.start();
      opened.await(() ->
          !told.isEmpty()
              && told.getLast().state() == Status.State.READY
              && told.getLast().coverage().vectors() > 0);
      Status last = told.getLast();
      assertEquals(0, last.queue());
      assertEquals("counting", last.modelId());
      assertEquals(3, last.coverage().filesIndexed());
      assertEquals(last.coverage().chunks(), last.coverage().vectors());
      for (int i = 1; i < told.size(); i++) {
        assertFalse(told.get(i).equals(told.get(i - 1)), "nothing is told twice");
      }
    }
  }

  /** Letters only, so that it is one term, and another for each number. */
  private static String word(int number) {
    return "zq" + (char) ('a' + number / 26) + (char) ('a' + number % 26) + "vx";
  }

  private static String text(Opened opened, String path) {
    StringBuilder text = new StringBuilder();
    opened
        .store
        .chunksOf(FilePath.of(path))
        .forEach(chunk -> text.append(chunk.chunk().text()).append('\n'));
    assertTrue(text.length() > 0, path);
    return text.toString();
  }

  private static MemoryStore counting(AtomicInteger commits) {
    return new MemoryStore(Words::of) {
      @Override
      public synchronized Committed commit(List<FileUpdate> updates) {
        commits.incrementAndGet();
        return super.commit(updates);
      }
    };
  }
}
