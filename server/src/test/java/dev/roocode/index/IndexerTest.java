package dev.roocode.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.chunk.ChunkSettings;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import dev.roocode.scan.ScanSettings;
import dev.roocode.scan.Scanner;
import dev.roocode.scan.SourceText;
import dev.roocode.store.MemoryStore;
import dev.roocode.store.PendingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IndexerTest {
  private static final String FILES =
      """
      //- src/Cart.java
      class Cart {
        /** Adds up the prices of all items in the cart, before any discount. */
        int total() {
          int sum = 0;
          for (Item item : items) {
            sum += item.price();
          }
          return sum;
        }

        /** Empties the cart. */
        void clear() {
          items.clear();
          listeners.forEach(Runnable::run);
          log.info("cleared");
        }
      }
      //- src/Mail.java
      class Mail {
        void send(String to) {
          transport.deliver(to);
        }
      }
      //- README.md
      # Shop
      How to run the shop.
      //- .gitignore
      *.log
      //- debug.log
      noise
      """;

  @TempDir Path temporary;
  private Path root = Path.of("");
  private final MemoryStore store = new MemoryStore();
  private final Indexer indexer =
      new Indexer(store, new Chunker(ChunkSettings.DEFAULTS), IndexSettings.DEFAULTS);

  @BeforeEach
  void write() {
    root = Fixture.write(temporary, FILES);
    store.useModel("m", 1);
  }

  @Test
  void theFirstRunIndexesEverythingAndTheSecondNothing() {
    Indexed first = run();
    assertEquals(4, first.filesSeen());
    assertEquals(4, first.filesChanged());
    assertEquals(store.counts().chunks(), first.chunks());
    assertEquals(store.counts().queued(), first.queued());
    assertTrue(first.skipped().stream().anyMatch(skipped -> skipped.path().equals("debug.log")));
    long generation = store.generation();
    Indexed second = run();
    assertEquals(4, second.filesSeen());
    assertEquals(0, second.filesChanged() + second.filesRemoved() + second.chunks());
    assertEquals(generation, store.generation(), "nothing is written");
  }

  @Test
  void aRenameEmbedsNothing() throws IOException {
    run();
    embedAll();
    Files.move(root.resolve("src/Mail.java"), root.resolve("src/Post.java"));
    Indexed renamed = run();
    assertEquals(1, renamed.filesRemoved());
    assertEquals(1, renamed.filesChanged());
    assertEquals(renamed.chunks(), renamed.reused());
    assertEquals(List.of(), pending());
    assertTrue(store.stamp(FilePath.of("src/Mail.java")).isEmpty());
  }

  @Test
  void anEditedFunctionEmbedsOnlyItsChunks() throws IOException {
    run();
    embedAll();
    edit("src/Cart.java", "log.info(\"cleared\")", "log.info(\"all gone\")");
    Indexed edited = run();
    assertEquals(1, edited.filesChanged());
    List<PendingText> pending = pending();
    assertFalse(pending.isEmpty());
    assertTrue(
        pending.stream().allMatch(text -> text.text().contains("all gone")),
        "only chunks with the new text wait: " + pending);
  }

  @Test
  void aTouchedFileIsRestampedAndNotReadAgain() throws IOException {
    run();
    embedAll();
    long generation = store.generation();
    touch("README.md");
    assertEquals(0, run().filesChanged());
    assertEquals(generation, store.generation(), "no answer differs");
    FileStamp stamp = store.stamp(FilePath.of("README.md")).orElseThrow();
    Path file = root.resolve("README.md");
    assertTrue(
        stamp.looksLike(
            Files.size(file),
            Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS)));
  }

  @Test
  void aFullRunWritesAllAndStillReusesVectors() {
    run();
    embedAll();
    Indexed full = run(new IndexRequest(path -> true, true, false));
    assertEquals(4, full.filesChanged());
    assertEquals(full.chunks(), full.reused());
    assertEquals(List.of(), pending());
  }

  @Test
  void aDryRunCountsAndWritesNothing() throws IOException {
    Indexed dry = run(new IndexRequest(path -> true, false, true));
    assertEquals(4, dry.filesChanged());
    assertTrue(dry.chunks() > 0);
    assertEquals(0, store.counts().files());
    run();
    Files.delete(root.resolve("README.md"));
    Indexed after = run(new IndexRequest(path -> true, false, true));
    assertEquals(1, after.filesRemoved());
    assertEquals(4, store.counts().files());
  }

  @Test
  void aScopeTouchesNothingOutside() throws IOException {
    run();
    edit("src/Mail.java", "deliver", "transmit");
    edit("README.md", "run", "start");
    Files.delete(root.resolve(".gitignore"));
    FilePath scope = FilePath.of("src");
    Indexed scoped = run(new IndexRequest(scope::holds, false, false));
    assertEquals(1, scoped.filesChanged());
    assertEquals(0, scoped.filesRemoved());
    assertEquals(2, scoped.filesSeen());
    Indexed rest = run();
    assertEquals(2, rest.filesChanged(), "README.md, and debug.log that nothing ignores any more");
    assertEquals(1, rest.filesRemoved());
  }

  @Test
  void aFileThatVanishesMidWayIsAProblemAndLeavesTheIndex() throws IOException {
    run();
    edit("src/Mail.java", "deliver", "transmit");
    Indexed run =
        indexer.run(
            scanner(),
            IndexRequest.CHANGED,
            new ScannedStep(() -> delete("src/Mail.java")),
            Cancellation.NEVER);
    assertEquals(1, run.filesRemoved());
    assertEquals(3, run.filesSeen());
    assertTrue(run.problems().stream().map(Problem::rule).anyMatch("vanished"::equals));
    assertTrue(store.stamp(FilePath.of("src/Mail.java")).isEmpty());
  }

  @Test
  void filesThatRulesAboutContentsLeaveOutAreNamed() throws IOException {
    Files.write(root.resolve("blob.txt"), new byte[] {0, 1, 2, 0, 3, 0, 0, 5});
    Files.writeString(root.resolve("big.txt"), "word\n".repeat(300_000));
    Indexed run = run();
    assertEquals(4, run.filesSeen());
    List<String> skipped =
        run.skipped().stream().map(problem -> problem.path() + " " + problem.rule()).toList();
    assertTrue(skipped.contains("blob.txt binary"), skipped.toString());
    assertTrue(skipped.contains("big.txt tooLarge"), skipped.toString());
  }

  @Test
  void cancellingKeepsWhatIsWrittenAndTheNextRunGoesOn() throws IOException {
    for (int i = 0; i < 200; i++) {
      Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i + "\n");
    }
    Cancellation.Switch cancellation = new Cancellation.Switch();
    IndexSteps cancelling =
        new WrittenStep(done -> {
          if (done >= 20) {
            cancellation.cancel();
          }
        });
    assertThrows(
        CancellationException.class,
        () -> indexer.run(scanner(), IndexRequest.CHANGED, cancelling, cancellation));
    int written = store.counts().files();
    assertTrue(written >= 20 && written < 204, written + " files");
    Indexed rest = run();
    assertEquals(204 - written, rest.filesChanged());
    assertEquals(204, store.counts().files());
  }

  @Test
  void theFirstBatchIsSmallSoThatResultsComeEarly() throws IOException {
    for (int i = 0; i < 200; i++) {
      Files.writeString(root.resolve("note" + i + ".txt"), "note number " + i + "\n");
    }
    List<Integer> steps = new java.util.ArrayList<>();
    indexer.run(scanner(), IndexRequest.CHANGED, new WrittenStep(steps::add), Cancellation.NEVER);
    assertEquals(List.of(0, 8, 24, 56, 120, 184, 204), steps);
  }

  @Test
  void whatAnEditorHoldsCountsUntilItIsReleased() throws IOException {
    run();
    FilePath path = FilePath.of("src/Mail.java");
    indexer.hold(path);
    indexer.writeHeld(
        List.of(SourceText.unsaved(path, root.resolve("src/Mail.java"), "class Mail { unsaved }")));
    assertTrue(textOf(path).contains("unsaved"));
    edit("src/Mail.java", "deliver", "transmit");
    run();
    indexer.update(scanner(), List.of(root.resolve("src/Mail.java")), Cancellation.NEVER);
    assertTrue(textOf(path).contains("unsaved"), "a run does not overwrite it");
    delete("src/Mail.java");
    assertEquals(0, run().filesRemoved(), "nor does it remove it");
    Fixture.write(root, "//- src/Mail.java\nclass Mail { saved }\n");
    indexer.release(path);
    indexer.update(scanner(), List.of(root.resolve("src/Mail.java")), Cancellation.NEVER);
    assertTrue(textOf(path).contains("saved"));
    assertFalse(textOf(path).contains("unsaved"));
  }

  @Test
  void anUnsavedTextEqualToTheIndexWritesNothing() throws IOException {
    run();
    long generation = store.generation();
    FilePath path = FilePath.of("README.md");
    indexer.hold(path);
    String text = Files.readString(root.resolve("README.md"));
    indexer.writeHeld(List.of(SourceText.unsaved(path, root.resolve("README.md"), text)));
    assertEquals(generation, store.generation());
  }

  @Test
  void updateLooksAtJustThesePaths() throws IOException {
    run();
    edit("src/Mail.java", "deliver", "transmit");
    edit("README.md", "run", "start");
    delete("src/Cart.java");
    Files.writeString(root.resolve("src/New.java"), "class New {}\n");
    update("src/Mail.java", "src/Cart.java", "src/New.java");
    assertTrue(textOf(FilePath.of("src/Mail.java")).contains("transmit"));
    assertTrue(store.stamp(FilePath.of("src/Cart.java")).isEmpty());
    assertTrue(store.stamp(FilePath.of("src/New.java")).isPresent());
    assertFalse(textOf(FilePath.of("README.md")).contains("start"));
  }

  @Test
  void updateFollowsFoldersThatComeAndGo() throws IOException {
    run();
    Files.move(root.resolve("src"), root.resolve("lib"));
    update("src", "lib");
    assertTrue(store.stamp(FilePath.of("src/Mail.java")).isEmpty());
    assertTrue(store.stamp(FilePath.of("lib/Mail.java")).isPresent());
    assertEquals(4, store.counts().files());
  }

  @Test
  void updateOfAnIgnoreFileLooksAtEverything() throws IOException {
    run();
    Files.writeString(root.resolve(".gitignore"), "*.md\n");
    update(".gitignore");
    assertTrue(store.stamp(FilePath.of("README.md")).isEmpty());
    assertTrue(store.stamp(FilePath.of("debug.log")).isPresent());
  }

  @Test
  void aFolderThatCannotBeSeenLosesNothing() throws IOException {
    run();
    Path away = root.resolveSibling(root.getFileName() + "-away");
    Files.move(root, away);
    try {
      assertThrows(RuntimeException.class, this::run, "no root can be listed");
      assertEquals(4, store.counts().files());
    } finally {
      Files.move(away, root);
    }
  }

  @Test
  void everyNonBlankLineIsSearchable() {
    run();
    for (FilePath path : store.stamps().keySet()) {
      String indexed = textOf(path);
      Fixture.files(FILES)
          .getOrDefault(path.relative(), "")
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> assertTrue(indexed.contains(line), path + " lacks " + line));
    }
  }

  private Scanner scanner() {
    return new Scanner(List.of(new Root("", root)), ScanSettings.DEFAULTS);
  }

  private Indexed run() {
    return run(IndexRequest.CHANGED);
  }

  private Indexed run(IndexRequest request) {
    return indexer.run(scanner(), request, IndexSteps.NONE, Cancellation.NEVER);
  }

  private void update(String... paths) {
    List<Path> files = List.of(paths).stream().map(root::resolve).toList();
    indexer.update(scanner(), files, Cancellation.NEVER);
  }

  private List<PendingText> pending() {
    return store.pending(10_000, Instant.MAX);
  }

  private void embedAll() {
    HashMap<dev.roocode.domain.ContentHash, float[]> vectors = new HashMap<>();
    pending().forEach(text -> vectors.put(text.hash(), new float[] {1}));
    store.attach(vectors);
  }

  private String textOf(FilePath path) {
    return store.chunksOf(path).stream()
        .map(chunk -> chunk.chunk().text())
        .collect(Collectors.joining("\n"));
  }

  private void edit(String name, String from, String to) throws IOException {
    Path file = root.resolve(name);
    String text = Files.readString(file);
    assertTrue(text.contains(from), name + " holds " + from);
    Files.writeString(file, text.replace(from, to));
    touch(name);
  }

  /** A time that no file has yet: the clock of a file system may be coarse. */
  private void touch(String name) throws IOException {
    Files.setLastModifiedTime(root.resolve(name), FileTime.fromMillis(++newest));
  }

  private long newest = 1_700_000_000_000L;

  private void delete(String name) {
    try {
      Files.delete(root.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
