package dev.roocode.store.local;

import dev.roocode.store.Counts;
import dev.roocode.store.FileFilter;
import dev.roocode.store.Matches;
import dev.roocode.store.TermQuery;
import dev.roocode.store.local.VectorTable.Model;
import dev.roocode.vector.Neighbours;
import dev.roocode.vector.VectorIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What memory derives from the tables: terms, files, postings, vectors, as of one generation.
 * {@link #follow} brings it to the state of the tables by reading what was added and dropping what
 * is gone. The writer follows its own commits like any other, so that memory never knows more than
 * the disk. Thread-safe. One that a fault left half-way is thrown away.
 */
final class Mirror {
  /**
   * What the writer knows of its own change, so that nobody has to look for it.
   *
   * @param removedFiles rows that went
   * @param attached contents that got a vector
   */
  record Change(Set<Long> removedFiles, Set<Integer> attached) {}

  private final TextMirror text = new TextMirror();
  private final ContentChunks chunks = new ContentChunks();
  private final Function<Model, VectorIndex> indexes;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private VectorMirror vectors;
  private int queued;
  private volatile long swept;
  private volatile long generation = -1;
  private volatile boolean broken;

  /**
   * @param indexes makes the empty index of a model
   */
  Mirror(Function<Model, VectorIndex> indexes) {
    this.indexes = indexes;
    this.vectors = new VectorMirror(Optional.empty(), chunks, Optional.empty());
  }

  long generation() {
    return generation;
  }

  /** {@link Meta#SWEPT} of what it has read; 0 before. */
  long swept() {
    return swept;
  }

  /** Whether a fault left it half-way. */
  boolean isBroken() {
    return broken;
  }

  /** Looks while nothing changes; a millisecond or a few. */
  <T> T look(Supplier<T> look) {
    lock.readLock().lock();
    try {
      return look.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Reads what changed; inside a snapshot, or as the only writer.
   *
   * @param own what the caller itself changed since this generation; null where others write
   */
  void follow(Database database, @Nullable Change own) {
    lock.writeLock().lock();
    try {
      long now = Meta.GENERATION.read(database);
      if (now != generation) {
        broken = true;
        read(database, own);
        swept = Meta.SWEPT.read(database);
        generation = now;
        broken = false;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Reads everything, on two threads; only while nobody writes.
   *
   * @param beside for the second thread
   */
  void load(Database database, Readers beside) {
    lock.writeLock().lock();
    try {
      broken = true;
      Optional<Model> answering = new VectorTable(database).model(Meta.ANSWERING);
      vectors = new VectorMirror(answering, chunks, answering.map(indexes));
      CompletableFuture<Boolean> reading =
          CompletableFuture.supplyAsync(
              () -> beside.read(vectors::readUsed),
              work -> Thread.ofPlatform().daemon().name("store-load").start(work));
      try {
        text.readTerms(database);
        List<FileEntry> files = text.readFiles(database);
        join(reading);
        files.forEach(this::link);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
      } finally {
        reading.handle((done, problem) -> true).join();
      }
      queued = new VectorTable(database).queued();
      demandVectors(database);
      swept = Meta.SWEPT.read(database);
      generation = Meta.GENERATION.read(database);
      vectors.loadGraph(generation);
      broken = false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** While the answering model is in force, a content has a vector or waits for one. */
  private void demandVectors(Database database) {
    boolean inForce =
        vectors.model().map(Model::id).orElse(0L).longValue() == Meta.MODEL.read(database);
    boolean fits = vectors.isFull() || vectors.contents() + queued == chunks.size();
    RowCheck.demand(database, !inForce || vectors.model().isEmpty() || fits, "the set of vectors");
  }

  private static void join(CompletableFuture<Boolean> reading) {
    try {
      reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException problem ? problem : e;
    }
  }

  private void link(FileEntry file) {
    for (int i = 0; i < file.contents().length; i++) {
      vectors.link(file.contents()[i], file.firstChunk() + i);
    }
  }

  private void read(Database database, @Nullable Change own) {
    try {
      text.readTerms(database);
      for (FileEntry file : text.drop(own == null ? text.gone(database) : own.removedFiles())) {
        for (int i = 0; i < file.contents().length; i++) {
          vectors.unlink(file.contents()[i], file.firstChunk() + i);
        }
      }
      Set<Integer> candidates = new HashSet<>();
      for (FileEntry file : text.readFiles(database)) {
        link(file);
        Arrays.stream(file.contents()).forEach(candidates::add);
      }
      candidates.addAll(own == null ? vectors.missing(database, generation) : own.attached());
      readVectors(database, candidates);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private void readVectors(Database database, Set<Integer> candidates) {
    VectorTable table = new VectorTable(database);
    Optional<Model> answering = table.model(Meta.ANSWERING);
    if (!answering.equals(vectors.model())) {
      vectors.close();
      vectors = new VectorMirror(answering, chunks, answering.map(indexes));
      vectors.readAll(database);
    } else {
      vectors.read(database, candidates);
    }
    queued = table.queued();
  }

  /** The text half: for the writer outside of {@link #look}, for others inside. */
  TextMirror text() {
    return text;
  }

  /** Inside {@link #look}. */
  VectorMirror vectors() {
    return vectors;
  }

  /** Distinct contents in use. */
  int contents() {
    return look(chunks::size);
  }

  Counts counts() {
    return look(() ->
        new Counts(
            text.files().size(),
            text.chunkCount(),
            vectors.withVector(),
            queued,
            text.files().redacted()));
  }

  Optional<Model> answering() {
    return look(() -> vectors.model());
  }

  Matches match(TermQuery query, FileFilter filter, int limit) {
    return look(() -> new BestOfText(text.match(query, filter, limit)));
  }

  Matches nearest(float[] query, FileFilter filter, int limit) {
    return look(() -> {
      IntPredicate accepts = text.accepted(filter, true);
      Neighbours found = vectors.nearest(query, limit, contents(filter, accepts));
      Map<Integer, Float> cosines = new HashMap<>();
      List<Long> best = new ArrayList<>();
      for (int i = 0; found != null && i < found.size(); i++) {
        int content = (int) found.id(i);
        cosines.put(content, found.score(i));
        for (long chunk : chunks.of(content)) {
          FileEntry file = text.files().byChunk(chunk);
          if (file != null && accepts.test(file.ordinal()) && best.size() < limit) {
            best.add(chunk);
          }
        }
      }
      long[] ids = best.stream().mapToLong(Long::longValue).toArray();
      return new NearestMatches(this, query, accepts, ids, cosines);
    });
  }

  /** Which contents may answer: those with a chunk in a file that may. */
  private LongPredicate contents(FileFilter filter, IntPredicate accepts) {
    if (filter.equals(FileFilter.ALL)) {
      return VectorIndex.ALL;
    }
    BitSet contents = new BitSet();
    for (FileEntry file : text.files().all()) {
      if (accepts.test(file.ordinal())) {
        for (int content : file.contents()) {
          contents.set(content);
        }
      }
    }
    return content -> contents.get((int) content);
  }

  /** Saves what costs much to derive. */
  void save() {
    look(() -> {
      vectors.saveGraph(generation);
      return true;
    });
  }

  void close() {
    look(() -> {
      vectors.close();
      return true;
    });
  }
}
