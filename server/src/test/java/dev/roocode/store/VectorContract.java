package dev.roocode.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store promises about vectors and the queue. */
abstract class VectorContract extends FileContract {
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
  void certainTextsAreAskedForByTheirContent() {
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha", "beta", "gamma", "delta")));
    store.useModel("m", Samples.DIMENSIONS);
    List<PendingText> all = store.pending(10, NOW);
    store.attach(Map.of(all.get(0).hash(), Samples.vector("alpha")));
    store.postpone(Set.of(all.get(1).hash()), NOW.plusSeconds(60));
    List<ContentHash> asked =
        List.of(
            all.get(3).hash(),
            ContentHash.of("unknown"),
            all.get(2).hash(),
            all.get(1).hash(),
            all.get(0).hash());
    assertEquals(List.of(all.get(3), all.get(2)), store.pending(asked, NOW));
    assertEquals(
        List.of(all.get(3).hash(), all.get(2).hash(), all.get(1).hash()),
        texts(store.pending(asked, NOW.plusSeconds(60)), PendingText::hash));
    assertEquals(List.of(), store.pending(List.of(), NOW));
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
  void aTimeThatAJumpingClockSaidDoesNotHoldATextBack() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a"), "alpha")));
    ContentHash alpha = store.pending(1, NOW).getFirst().hash();
    store.postpone(Set.of(alpha), NOW.plus(ChunkStore.POSTPONED_AT_MOST));
    assertEquals(List.of(), store.pending(10, NOW));
    store.postpone(Set.of(alpha), NOW.plus(ChunkStore.POSTPONED_AT_MOST).plusMillis(1));
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
}
