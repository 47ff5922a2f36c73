package dev.roocode.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Problem;
import dev.roocode.scan.ScannedFile;
import dev.roocode.store.Committed;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.MemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunTest {
  private final MemoryStore store = new MemoryStore();
  private final Writer writer = new Writer(store);

  @Test
  void anUnreadableFileKeepsItsRowsAndIsReported() {
    store.commit(List.of(replace(FilePath.of("known.txt"))));
    List<ScannedFile> files = List.of(file("known.txt"), file("unknown.txt"));
    Run run = new Run(writer, IndexSettings.DEFAULTS, false, IndexSteps.NONE);
    run.write(
        new Preparation(
            file ->
                new Prepared.Left(
                    file.path(), new Problem(file.path().toString(), "unreadable", "no"), true),
            2),
        files,
        store.stamps(),
        Cancellation.NEVER);
    Indexed indexed = run.result(files.size());
    assertEquals(2, indexed.problems().size());
    assertEquals(0, indexed.filesRemoved());
    assertEquals(1, indexed.filesMissing());
    assertTrue(store.stamp(FilePath.of("known.txt")).isPresent());
  }

  @Test
  void aFileThatIsHeldMeanwhileIsNotWritten() {
    FilePath held = FilePath.of("5.txt");
    Run run = new Run(writer, IndexSettings.DEFAULTS, false, IndexSteps.NONE);
    run.write(
        new Preparation(
            file -> {
              writer.hold(held);
              return changed(file.path());
            },
            2),
        files(20),
        Map.of(),
        Cancellation.NEVER);
    assertEquals(19, store.counts().files());
    assertTrue(store.stamp(held).isEmpty());
  }

  @Test
  void aFaultOfTheStoreKeepsTheBatchesBefore() {
    for (int n = 1; n <= 5; n++) {
      AtomicInteger commits = new AtomicInteger();
      int failing = n;
      MemoryStore full =
          new MemoryStore() {
            @Override
            public synchronized Committed commit(List<FileUpdate> updates) {
              if (commits.incrementAndGet() == failing) {
                throw new Fault.DiskFull("index", "no space left", "free some");
              }
              return super.commit(updates);
            }
          };
      Run run = new Run(new Writer(full), IndexSettings.DEFAULTS, false, IndexSteps.NONE);
      assertThrows(
          Fault.DiskFull.class,
          () -> run.write(cutting(), files(200), Map.of(), Cancellation.NEVER));
      assertEquals(List.of(0, 8, 24, 56, 120).get(n - 1), full.counts().files());
    }
  }

  @Test
  void aFaultWhileReadingEndsTheRun() {
    Run run = new Run(writer, IndexSettings.DEFAULTS, false, IndexSteps.NONE);
    assertThrows(
        Fault.Corrupt.class,
        () ->
            run.write(
                new Preparation(
                    file -> {
                      throw new Fault.Corrupt("x", "y", "z");
                    },
                    2),
                files(3),
                Map.of(),
                Cancellation.NEVER));
  }

  @Test
  void resultsComeInOrderWhateverTheThreads() {
    List<FilePath> order = new ArrayList<>();
    List<ScannedFile> files = files(500);
    cutting(4).forEach(files, prepared -> order.add(prepared.path()), Cancellation.NEVER);
    assertEquals(files.stream().map(ScannedFile::path).toList(), order);
  }

  private static Preparation cutting() {
    return cutting(2);
  }

  private static Preparation cutting(int workers) {
    return new Preparation(file -> changed(file.path()), workers);
  }

  private static Prepared changed(FilePath path) {
    return new Prepared.Changed(replace(path), replace(path));
  }

  private static List<ScannedFile> files(int count) {
    List<ScannedFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(file(i + ".txt"));
    }
    return files;
  }

  private static ScannedFile file(String name) {
    return new ScannedFile(FilePath.of(name), Path.of(name), 10, 1, Language.TEXT);
  }

  private static FileUpdate.Replace replace(FilePath path) {
    Chunk chunk = new Chunk(new LineRange(1, 1), ChunkKind.LINES, "", List.of(), "text of " + path);
    return new FileUpdate.Replace(
        path,
        Language.TEXT,
        new FileStamp(10, 1, ContentHash.of(path.toString())),
        new Chunked(List.of(chunk), List.of(), List.of()));
  }
}
