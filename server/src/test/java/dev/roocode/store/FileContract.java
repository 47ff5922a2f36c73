package dev.roocode.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store promises about files, chunks and their text. */
abstract class FileContract extends StoreFixture {
  @Test
  void anEmptyStoreHoldsNothing() {
    assertEquals(new Counts(0, 0, 0, 0), store.counts());
    assertEquals(Map.of(), store.stamps());
    assertEquals(Optional.empty(), store.answeringModel());
    assertEquals(0, store.match(query("word"), FileFilter.ALL, 10).best().length);
    assertEquals(0, store.nearest(Samples.vector(1), FileFilter.ALL, 10).best().length);
    assertEquals(List.of(), store.pending(10, NOW));
    assertEquals(List.of(), store.symbols("a", 10));
    assertFalse(store.isReadOnly());
  }

  @Test
  void aFileComesBackAsItWasCommitted() {
    FileUpdate.Replace file =
        Samples.file(new FilePath("lib", "src/Größe.java"), "int größe;\n\n日本語", "tail");
    Committed committed = store.commit(List.of(file));

    assertEquals(2, committed.chunks());
    assertEquals(2, committed.queued());
    assertEquals(0, committed.reused());
    assertEquals(Map.of(file.path(), file.stamp()), store.stamps());
    assertEquals(Optional.of(file.stamp()), store.stamp(file.path()));
    List<StoredChunk> stored = store.chunksOf(file.path());
    assertEquals(file.content().chunks(), stored.stream().map(StoredChunk::chunk).toList());
    for (StoredChunk chunk : stored) {
      assertEquals(file.path(), chunk.path());
      assertEquals(Language.JAVA, chunk.language());
      assertEquals(file.stamp(), chunk.stamp());
    }
    assertEquals(file.content().symbols(), store.outline(file.path()));
  }

  @Test
  void anUnknownFileHasNothing() {
    FilePath unknown = FilePath.of("unknown.java");
    assertEquals(Optional.empty(), store.stamp(unknown));
    assertEquals(List.of(), store.chunksOf(unknown));
    assertEquals(List.of(), store.outline(unknown));
    assertEquals(0, store.commit(List.of(new FileUpdate.Remove(unknown))).chunks());
  }

  @Test
  void aFileWithoutChunksIsKnown() {
    FileUpdate.Replace empty = Samples.file(FilePath.of("empty.txt"));
    store.commit(List.of(empty));
    assertEquals(Optional.of(empty.stamp()), store.stamp(empty.path()));
    assertEquals(1, store.counts().files());
    store.commit(List.of(new FileUpdate.Remove(empty.path())));
    assertEquals(0, store.counts().files());
  }

  @Test
  void replacingAFileReplacesAllOfIt() {
    FilePath path = FilePath.of("a.java");
    store.commit(List.of(Samples.file(path, "alpha", "beta")));
    long[] before = ids(path);
    FileUpdate.Replace next = Samples.file(path, "gamma");
    store.commit(List.of(next));

    assertEquals(next.content().chunks(), texts(store.chunksOf(path), StoredChunk::chunk));
    assertEquals(
        List.of(), store.chunks(before).stream().filter(c -> c.id() == before[1]).toList());
    assertEquals(0, best("alpha").length);
    assertEquals(1, best("gamma").length);
    assertEquals(new Counts(1, 1, 0, 1), store.counts());
    assertEquals(next.content().symbols(), store.outline(path));
  }

  @Test
  void removingAFileRemovesAllOfIt() {
    FilePath path = FilePath.of("a.java");
    store.commit(List.of(Samples.file(path, "alpha"), Samples.file(FilePath.of("b.java"), "beta")));
    long[] ids = ids(path);
    store.commit(List.of(new FileUpdate.Remove(path)));

    assertEquals(Set.of(FilePath.of("b.java")), store.stamps().keySet());
    assertEquals(List.of(), store.chunks(ids));
    assertEquals(0, best("alpha").length);
    assertEquals(List.of(), store.symbols("alpha", 10));
    assertEquals(1, store.pending(10, NOW).size());
  }

  @Test
  void identifiersAreNeverUsedAgain() {
    FilePath path = FilePath.of("a.java");
    store.commit(List.of(Samples.file(path, "alpha")));
    long first = ids(path)[0];
    store.commit(List.of(new FileUpdate.Remove(path)));
    store = reopen(store);
    store.commit(List.of(Samples.file(path, "alpha")));
    assertTrue(ids(path)[0] > first);
  }

  @Test
  void chunksComeInTheOrderAskedForWithoutThoseThatAreGone() {
    FilePath path = FilePath.of("a.java");
    store.commit(List.of(Samples.file(path, "one", "two", "three")));
    long[] ids = ids(path);
    long[] asked = {ids[2], 999_999, ids[0]};
    assertEquals(List.of(ids[2], ids[0]), texts(store.chunks(asked), StoredChunk::id));
  }

  @Test
  void laterUpdatesOfOneCommitWin() {
    FilePath path = FilePath.of("a.java");
    store.commit(
        List.of(
            Samples.file(path, "alpha"),
            new FileUpdate.Remove(path),
            Samples.file(path, "beta"),
            Samples.file(path, "gamma", "delta")));
    assertEquals(2, store.chunksOf(path).size());
    assertEquals(0, best("beta").length);
    assertEquals(new Counts(1, 2, 0, 2), store.counts());
  }

  @Test
  void symbolsOfAChunkMayDifferFromItsQualifiedName() {
    FileUpdate.Replace file =
        Samples.chunks(
            FilePath.of("a.md"),
            List.of(
                Samples.chunk(1, "", List.of(), "none"),
                Samples.chunk(2, "Getting started", List.of("Getting started"), "text"),
                Samples.chunk(3, "v1.2 notes", List.of("v1.2 notes"), "text"),
                Samples.chunk(4, "A.b", List.of("A", "b", "c"), "text"),
                Samples.chunk(5, "A.b", List.of(), "text"),
                Samples.chunk(6, "", List.of(""), "text")));
    store.commit(List.of(file));
    assertEquals(file.content().chunks(), texts(store.chunksOf(file.path()), StoredChunk::chunk));
  }

  @Test
  void restampingChangesTheStampAlone() {
    FilePath path = FilePath.of("a.java");
    FileUpdate.Replace file = Samples.file(path, "alpha");
    store.commit(List.of(file));
    long[] ids = ids(path);
    FileStamp later = new FileStamp(file.stamp().sizeBytes(), 77, file.stamp().hash());
    store.restamp(Map.of(path, later, FilePath.of("unknown"), later));

    assertEquals(Map.of(path, later), store.stamps());
    assertEquals(later, store.chunks(ids).getFirst().stamp());
    assertArrayEquals(ids, ids(path));
  }

  @Test
  void theGenerationCountsCommitsAndVectors() {
    long before = store.generation();
    Committed committed = store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    assertNotEquals(before, committed.generation());
    assertEquals(committed.generation(), store.generation());
    store.useModel("m", Samples.DIMENSIONS);
    long queued = store.generation();
    attachAll();
    assertNotEquals(queued, store.generation());
    long attached = store.generation();
    store = reopen(store);
    assertEquals(attached, store.generation());
  }

  @Test
  void rareWordsCountMoreThanCommonOnes() {
    store.commit(
        List.of(
            Samples.file(FilePath.of("a"), "common rare"),
            Samples.file(FilePath.of("b"), "common other"),
            Samples.file(FilePath.of("c"), "common thing")));
    Matches matches = store.match(query("common rare"), FileFilter.ALL, 10);
    long a = ids(FilePath.of("a"))[0];
    long b = ids(FilePath.of("b"))[0];
    assertEquals(a, matches.best()[0]);
    assertEquals(3, matches.best().length);
    assertTrue(matches.chunk(a) > matches.chunk(b));
    assertTrue(matches.file(a) > matches.file(b));
    assertEquals(0, matches.chunk(12345));
    assertEquals(0, matches.file(12345));
  }

  @Test
  void scoresAreThereBeyondTheLimit() {
    store.commit(List.of(Samples.file(FilePath.of("a"), "word", "word", "word")));
    Matches matches = store.match(query("word"), FileFilter.ALL, 1);
    assertEquals(1, matches.best().length);
    for (long id : ids(FilePath.of("a"))) {
      assertTrue(matches.chunk(id) > 0);
    }
  }

  @Test
  void pathAndSymbolsAreSearchable() {
    store.commit(List.of(Samples.file(FilePath.of("src/Invoice.java"), "nothing of the kind")));
    assertEquals(1, best("invoice").length);
  }

  @Test
  void aFilterLeavesOtherFilesOut() {
    store.commit(
        List.of(
            Samples.file(FilePath.of("a.java"), "word"),
            Samples.file(FilePath.of("b.py"), "word again word")));
    store.useModel("m", Samples.DIMENSIONS);
    attachAll();
    FileFilter java = (path, language) -> language == Language.JAVA;
    long[] a = ids(FilePath.of("a.java"));
    assertArrayEquals(a, store.match(query("word"), java, 10).best());
    assertArrayEquals(a, store.nearest(Samples.vector("x"), java, 10).best());
    assertEquals(0, store.nearest(Samples.vector("x"), (path, l) -> false, 10).best().length);
  }

  @Test
  void matchesStayAsTheyWere() {
    store.commit(List.of(Samples.file(FilePath.of("a"), "word")));
    long id = ids(FilePath.of("a"))[0];
    Matches matches = store.match(query("word"), FileFilter.ALL, 10);
    float score = matches.chunk(id);
    for (int i = 0; i < 20; i++) {
      store.commit(List.of(Samples.file(FilePath.of("f" + i), "word other " + i)));
    }
    assertEquals(score, matches.chunk(id));
    assertArrayEquals(new long[] {id}, matches.best());
  }

  @Test
  void secretsThatWereTakenOutAreCounted() {
    FileUpdate.Replace plain = Samples.file(FilePath.of("a.java"), "one");
    store.commit(List.of(redacted(plain, 2), redacted(Samples.file(FilePath.of("b"), "two"), 3)));
    assertEquals(5, store.counts().redacted());
    store.commit(List.of(redacted(plain, 1)));
    store = reopen(store);
    assertEquals(4, store.counts().redacted());
    store.commit(List.of(new FileUpdate.Remove(FilePath.of("b"))));
    assertEquals(1, store.counts().redacted());
  }

  private static FileUpdate.Replace redacted(FileUpdate.Replace file, int count) {
    return new FileUpdate.Replace(
        file.path(), file.language(), file.stamp(), file.content(), count);
  }
}
