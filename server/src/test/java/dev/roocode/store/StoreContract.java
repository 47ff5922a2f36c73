package dev.roocode.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.domain.SymbolKind;
import dev.roocode.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChunkStore} promises; each implementation runs it. */
public abstract class StoreContract {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  protected ChunkStore store;

  /** An empty store. */
  protected abstract ChunkStore open();

  /** Closes the store and opens it again with what it held. */
  protected abstract ChunkStore reopen(ChunkStore open);

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  // files and chunks

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

  // text

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

  // vectors

  @Test
  void chunksWaitForTheirVectors() {
    FileUpdate.Replace file = Samples.file(FilePath.of("a.java"), "alpha", "beta");
    store.commit(List.of(file));
    store.useModel("m", Samples.DIMENSIONS);
    List<PendingText> pending = store.pending(10, NOW);
    List<Chunk> chunks = file.content().chunks();
    assertEquals(texts(chunks, Chunk::hash), texts(pending, PendingText::hash));
    assertEquals(
        texts(chunks, chunk -> chunk.embeddedText(file.path())), texts(pending, PendingText::text));
    assertEquals(1, store.pending(1, NOW).size());
    assertEquals(new Counts(1, 2, 0, 2), store.counts());

    attachAll();
    assertEquals(List.of(), store.pending(10, NOW));
    assertEquals(new Counts(1, 2, 2, 0), store.counts());
    assertEquals(Optional.of("m"), store.answeringModel());
  }

  @Test
  void theNearestComeFirst() {
    store.commit(List.of(Samples.file(FilePath.of("a"), "one", "two", "three", "four")));
    store.commit(List.of(Samples.file(FilePath.of("b"), "five")));
    store.useModel("m", Samples.DIMENSIONS);
    attachAll();
    for (StoredChunk chunk : store.chunksOf(FilePath.of("a"))) {
      Matches matches =
          store.nearest(Samples.vector(chunk.chunk().hash().toString()), FileFilter.ALL, 2);
      assertEquals(2, matches.best().length);
      assertEquals(chunk.id(), matches.best()[0]);
      assertEquals(1, matches.chunk(chunk.id()), 0.01);
    }
  }

  @Test
  void aFileScoresByItsThreeBestChunks() {
    store.commit(List.of(Samples.file(FilePath.of("a"), "one", "two", "three", "four")));
    store.commit(List.of(Samples.file(FilePath.of("b"), "five")));
    store.useModel("m", Samples.DIMENSIONS);
    attachAll();
    Matches matches = store.nearest(Samples.vector("question"), FileFilter.ALL, 1);
    double[] cosines =
        LongStream.of(ids(FilePath.of("a"))).mapToDouble(matches::chunk).sorted().toArray();
    long a = ids(FilePath.of("a"))[0];
    long b = ids(FilePath.of("b"))[0];
    assertEquals((cosines[1] + cosines[2] + cosines[3]) / 3, matches.file(a), 0.02);
    assertEquals(matches.chunk(b), matches.file(b), 0.02);
    assertEquals(0, matches.chunk(4711));
    assertEquals(0, matches.file(4711));
  }

  @Test
  void sameContentIsEmbeddedOnce() {
    store.useModel("m", Samples.DIMENSIONS);
    Committed first =
        store.commit(
            List.of(
                Samples.file(FilePath.of("a"), "same", "other"),
                Samples.file(FilePath.of("b"), "same")));
    assertEquals(3, first.chunks());
    assertEquals(2, first.queued());
    attachAll();
    assertEquals(new Counts(2, 3, 3, 0), store.counts());
    Committed second = store.commit(List.of(Samples.file(FilePath.of("c"), "same", "new")));
    assertEquals(1, second.reused());
    assertEquals(1, second.queued());
    assertEquals(3, store.nearest(vectorOf("same"), FileFilter.ALL, 3).best().length);
    for (long id : store.nearest(vectorOf("same"), FileFilter.ALL, 3).best()) {
      assertEquals("same", store.chunks(new long[] {id}).getFirst().chunk().text());
    }
  }

  @Test
  void aMovedFileKeepsItsVectors() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("old/a"), "alpha", "beta")));
    attachAll();
    Committed moved =
        store.commit(
            List.of(
                new FileUpdate.Remove(FilePath.of("old/a")),
                Samples.file(FilePath.of("new/a"), "alpha", "beta")));
    assertEquals(2, moved.reused());
    assertEquals(0, moved.queued());
    assertEquals(new Counts(1, 2, 2, 0), store.counts());
    assertEquals(2, store.nearest(Samples.vector("x"), FileFilter.ALL, 10).best().length);
  }

  @Test
  void aFileThatComesBackKeepsItsVectors() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    attachAll();
    store.commit(List.of(new FileUpdate.Remove(FilePath.of("a"))));
    assertEquals(0, store.nearest(vectorOf("alpha"), FileFilter.ALL, 10).best().length);
    assertEquals(new Counts(0, 0, 0, 0), store.counts());
    store = reopen(store);
    Committed back = store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    assertEquals(1, back.reused());
    assertEquals("alpha", store.chunksOf(FilePath.of("a")).getFirst().chunk().text());
    assertEquals(1, store.nearest(vectorOf("alpha"), FileFilter.ALL, 10).best().length);
  }

  @Test
  void vectorsOfGoneContentsAreIgnored() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    List<PendingText> pending = store.pending(10, NOW);
    store.commit(List.of(new FileUpdate.Remove(FilePath.of("a"))));
    store.attach(Map.of(pending.getFirst().hash(), Samples.vector(1)));
    assertEquals(new Counts(0, 0, 0, 0), store.counts());
    assertEquals(0, store.nearest(Samples.vector(1), FileFilter.ALL, 10).best().length);
  }

  @Test
  void postponedTextsWaitForTheirTime() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha", "beta")));
    ContentHash alpha = store.pending(1, NOW).getFirst().hash();
    store.postpone(Set.of(alpha), NOW.plusSeconds(60));
    assertEquals(1, store.pending(10, NOW).size());
    List<PendingText> later = store.pending(10, NOW.plusSeconds(60));
    assertEquals(2, later.size());
    assertEquals(1, later.getFirst().attempts());
    assertEquals(2, store.counts().queued());
    store = reopen(store);
    assertEquals(1, store.pending(10, NOW).size());
  }

  @Test
  void aNewModelAnswersOnceItsSetIsComplete() {
    store.useModel("old", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha", "beta")));
    attachAll();
    store.useModel("new", 8);
    assertEquals(2, store.pending(10, NOW).size());
    assertEquals(Optional.of("old"), store.answeringModel());
    assertEquals(1, store.nearest(vectorOf("alpha"), FileFilter.ALL, 1).best().length);

    ContentHash first = store.pending(1, NOW).getFirst().hash();
    store.attach(Map.of(first, Samples.unit(8, 5)));
    assertEquals(Optional.of("old"), store.answeringModel());
    store = reopen(store);
    assertEquals(Optional.of("old"), store.answeringModel());
    store.attach(Map.of(store.pending(1, NOW).getFirst().hash(), Samples.unit(8, 6)));

    assertEquals(Optional.of("new"), store.answeringModel());
    Matches matches = store.nearest(Samples.unit(8, 5), FileFilter.ALL, 10);
    assertEquals(2, matches.best().length);
    assertEquals(1, matches.chunk(matches.best()[0]), 0.01);
    assertEquals(new Counts(1, 2, 2, 0), store.counts());
  }

  @Test
  void theSameModelQueuesNothing() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    attachAll();
    long generation = store.generation();
    store.useModel("m", Samples.DIMENSIONS);
    assertEquals(0, store.counts().queued());
    assertEquals(generation, store.generation());
    store.useModel("m", 8);
    assertEquals(1, store.counts().queued());
  }

  @Test
  void goingBackToTheFormerModelNeedsNoNewVectors() {
    store.useModel("old", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha", "beta")));
    attachAll();
    store.useModel("new", 8);
    store.useModel("old", Samples.DIMENSIONS);
    assertEquals(0, store.counts().queued());
    assertEquals(Optional.of("old"), store.answeringModel());
    assertEquals(2, store.counts().vectors());
  }

  @Test
  void aModelWithoutVectorsGivesWayAtOnce() {
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    store.useModel("first", Samples.DIMENSIONS);
    store.useModel("second", 8);
    assertEquals(Optional.of("second"), store.answeringModel());
  }

  // symbols

  @Test
  void symbolsAreFoundByAPartOfTheirName() {
    store.commit(
        List.of(
            Samples.symbols(
                FilePath.of("a.java"),
                "getFile",
                "FileReader",
                "file",
                "Filer",
                "unrelated",
                "PROFILE_100%",
                "profile_x")));
    assertEquals(
        List.of("file", "Filer", "FileReader", "getFile", "profile_x", "PROFILE_100%"),
        names(store.symbols("FILE", 10)));
    assertEquals(List.of("file", "Filer"), names(store.symbols("file", 2)));
    assertEquals(List.of("PROFILE_100%"), names(store.symbols("0%", 10)));
    assertEquals(List.of("profile_x", "PROFILE_100%"), names(store.symbols("e_", 10)));
    assertEquals(List.of("PROFILE_100%"), names(store.symbols("100%", 10)));
    assertEquals(List.of(), store.symbols("file\"", 10));
    assertEquals(List.of(), store.symbols("", 10));
  }

  @Test
  void symbolsInOtherScriptsAreFoundWhateverTheirCase() {
    store.commit(
        List.of(Samples.symbols(FilePath.of("a.java"), "größeÄndern", "Übersicht", "検索する", "o")));
    assertEquals(List.of("größeÄndern"), names(store.symbols("eänd", 10)));
    assertEquals(List.of("Übersicht"), names(store.symbols("ÜB", 10)));
    assertEquals(List.of("検索する"), names(store.symbols("検索", 10)));
    assertEquals(List.of("検索する"), names(store.symbols("索する", 10)));
  }

  @Test
  void symbolsCarryTheirPlace() {
    FilePath path = FilePath.of("a.java");
    store.commit(List.of(Samples.symbols(path, "here")));
    SymbolHit hit = store.symbols("here", 1).getFirst();
    assertEquals(path, hit.path());
    assertEquals(store.outline(path).getFirst(), hit.symbol());
    assertEquals(SymbolKind.METHOD, hit.symbol().kind());
  }

  // as a whole

  @Test
  void everythingIsThereAfterReopening() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a.java"), "alpha beta", "gamma")));
    attachAll();
    store.commit(List.of(Samples.file(FilePath.of("b.java"), "beta delta")));
    Seen before = Seen.of(store);
    store = reopen(store);
    assertEquals(before, Seen.of(store));
    assertTrue(store.sizeBytes() > 0);
  }

  /** Any order of changes gives what a plain model of the store says. */
  @Test
  void randomChangesAgreeWithAModel() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<FilePath, FileUpdate.Replace> model = new HashMap<>();
    store.useModel("m", Samples.DIMENSIONS);
    for (int step = 0; step < 60; step++) {
      store.commit(randomUpdates(random, model));
      if (random.nextInt(3) == 0) {
        attachSome(random.nextInt(8));
      }
      if (random.nextInt(10) == 0) {
        store = reopen(store);
      }
      check("seed " + seed + " step " + step, model);
    }
  }

  private static List<FileUpdate> randomUpdates(
      Random random, Map<FilePath, FileUpdate.Replace> model) {
    List<FileUpdate> updates = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      FilePath path = FilePath.of("f" + random.nextInt(8));
      if (random.nextInt(4) == 0) {
        updates.add(new FileUpdate.Remove(path));
        model.remove(path);
      } else {
        String[] texts = new String[random.nextInt(5)];
        Arrays.setAll(texts, n -> "word" + random.nextInt(20) + " filler");
        FileUpdate.Replace file = Samples.file(path, texts);
        updates.add(file);
        model.put(path, file);
      }
    }
    return updates;
  }

  private void check(String where, Map<FilePath, FileUpdate.Replace> model) {
    Map<FilePath, FileStamp> stamps =
        model.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stamp()));
    assertEquals(stamps, store.stamps(), where);
    List<Chunk> all = new ArrayList<>();
    model.forEach((path, file) -> {
      all.addAll(file.content().chunks());
      assertEquals(file.content().chunks(), texts(store.chunksOf(path), StoredChunk::chunk), where);
    });
    Set<ContentHash> contents = all.stream().map(Chunk::hash).collect(Collectors.toSet());
    Set<ContentHash> waiting =
        store.pending(1000, NOW).stream().map(PendingText::hash).collect(Collectors.toSet());
    assertTrue(contents.containsAll(waiting), where);
    long vectors = all.stream().filter(chunk -> !waiting.contains(chunk.hash())).count();
    Counts expected = new Counts(model.size(), all.size(), (int) vectors, waiting.size());
    assertEquals(expected, store.counts(), where);
    int near = store.nearest(Samples.vector("x"), FileFilter.ALL, 1000).best().length;
    assertEquals(vectors, near, where);
    for (int word = 0; word < 20; word++) {
      String term = "word" + word;
      long holders = all.stream().filter(c -> c.text().startsWith(term + " ")).count();
      assertEquals(holders, best(term).length, where + " " + term);
    }
  }

  // helpers

  private void attachAll() {
    attachSome(1000);
  }

  private void attachSome(int limit) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(limit, NOW)) {
      vectors.put(text.hash(), Samples.vector(text.hash().toString()));
    }
    store.attach(vectors);
  }

  /** The vector that {@link #attachAll} gives a chunk of {@link Samples#file} with this text. */
  private static float[] vectorOf(String text) {
    return Samples.vector(Samples.chunk(1, text).hash().toString());
  }

  private long[] best(String words) {
    return store.match(query(words), FileFilter.ALL, 1000).best();
  }

  private long[] ids(FilePath path) {
    return store.chunksOf(path).stream().mapToLong(StoredChunk::id).toArray();
  }

  private static TermQuery query(String words) {
    return new TermQuery(
        Words.of(words).stream().distinct().collect(Collectors.toMap(word -> word, word -> 1f)));
  }

  private static List<String> names(List<SymbolHit> hits) {
    return texts(hits, hit -> hit.symbol().name());
  }

  private static <A, B> List<B> texts(List<A> list, Function<A, B> part) {
    return list.stream().map(part).toList();
  }

  /** All that a store tells. */
  private record Seen(
      Map<FilePath, FileStamp> stamps,
      Counts counts,
      List<List<StoredChunk>> chunks,
      List<List<Symbol>> outlines,
      List<Long> matched,
      List<Long> near,
      List<PendingText> pending,
      Optional<String> model) {
    static Seen of(ChunkStore store) {
      List<FilePath> paths = store.stamps().keySet().stream().sorted().toList();
      return new Seen(
          store.stamps(),
          store.counts(),
          texts(paths, store::chunksOf),
          texts(paths, store::outline),
          LongStream.of(store.match(query("beta gamma"), FileFilter.ALL, 9).best())
              .boxed()
              .toList(),
          LongStream.of(store.nearest(vectorOf("gamma"), FileFilter.ALL, 9).best())
              .boxed()
              .toList(),
          store.pending(100, NOW),
          store.answeringModel());
    }
  }
}
