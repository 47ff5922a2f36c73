package dev.roocode.store.local;

import dev.roocode.domain.FilePath;
import dev.roocode.store.Counts;
import dev.roocode.store.FileFilter;
import dev.roocode.store.Matches;
import dev.roocode.store.TermQuery;
import dev.roocode.store.local.VectorTable.Model;
import dev.roocode.text.Postings;
import dev.roocode.text.Vocabulary;
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
 * the disk. The caller's lock keeps readers and the one that follows apart; {@link #generation} may
 * be asked without it. One that a fault left half-way is thrown away.
 */
final class Mirror {
  /**
   * What the writer knows of its own change, so that nobody has to look for it.
   *
   * @param removedFiles rows that went
   * @param attached contents that got a vector
   */
  record Change(Set<Long> removedFiles, Set<Integer> attached) {}

  private final Vocabulary vocabulary = new Vocabulary();
  private final Postings postings = new Postings();
  private final FileMap files = new FileMap();
  private final ContentChunks chunks = new ContentChunks();
  private VectorMirror vectors;
  private final Function<Model, VectorIndex> indexes;
  private int lastTerm;
  private long lastFile;
  private long lastChunk;
  private int queued;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
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
   * Reads what changed; inside a snapshot.
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
        generation = now;
        broken = false;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void read(Database database, @Nullable Change own) {
    try {
      readTerms(database);
      dropFiles(own == null ? gone(database) : own.removedFiles());
      Set<Integer> candidates = readFiles(database);
      candidates.addAll(own == null ? vectors.missing(database) : own.attached());
      followVectors(database, candidates);
      queued = new VectorTable(database).queued();
    } catch (IllegalArgumentException e) {
      throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private void readTerms(Database database) {
    database.each(
        "SELECT id, term FROM terms WHERE id > ? ORDER BY id",
        row -> {
          lastTerm = row.getInt(1);
          vocabulary.add(row.getString(2), lastTerm);
        },
        lastTerm);
  }

  /** Rows of files that memory still knows and the table does not. */
  private Set<Long> gone(Database database) {
    Set<Long> gone = new HashSet<>();
    files.all().forEach(file -> gone.add(file.id()));
    database.each("SELECT id FROM files", row -> gone.remove(row.getLong(1)));
    return gone;
  }

  private void dropFiles(Set<Long> gone) {
    for (long id : gone) {
      FileEntry file = files.byId(id);
      if (file != null) {
        files.remove(file);
        for (int i = 0; i < file.contents().length; i++) {
          postings.remove(file.firstChunk() + i);
          vectors.unlink(file.contents()[i], file.firstChunk() + i);
        }
      }
    }
  }

  /** Adds the new files; returns their contents. */
  private Set<Integer> readFiles(Database database) {
    List<FileEntry> added = new ArrayList<>();
    database.each(
        """
        SELECT id, root, path, language, first_chunk, chunks FROM files
        WHERE id > ? ORDER BY id\
        """,
        row -> {
          lastFile = row.getLong(1);
          FileEntry file =
              new FileEntry(
                  lastFile,
                  files.freeOrdinal(),
                  new FilePath(row.getString(2), row.getString(3)),
                  ChunkReader.language(row.getString(4)),
                  row.getLong(5),
                  new int[row.getInt(6)]);
          files.add(file);
          added.add(file);
        },
        lastFile);
    return readChunks(database, added);
  }

  private Set<Integer> readChunks(Database database, List<FileEntry> added) {
    Set<Integer> contents = new HashSet<>();
    int[] at = {0};
    database.each(
        "SELECT id, content, terms FROM chunks WHERE id > ? ORDER BY id",
        row -> {
          lastChunk = row.getLong(1);
          int content = row.getInt(2);
          while (added.get(at[0]).content(lastChunk) < 0) {
            at[0]++;
          }
          FileEntry file = added.get(at[0]);
          file.contents()[(int) (lastChunk - file.firstChunk())] = content;
          postings.add(lastChunk, file.ordinal(), row.getBytes(3));
          vectors.link(content, lastChunk);
          contents.add(content);
        },
        lastChunk);
    return contents;
  }

  private void followVectors(Database database, Set<Integer> candidates) {
    Optional<Model> answering = new VectorTable(database).model(Meta.ANSWERING);
    if (!answering.equals(vectors.model())) {
      vectors.close();
      vectors = new VectorMirror(answering, chunks, answering.map(indexes));
      vectors.readAll(database);
    } else {
      vectors.read(database, candidates);
    }
  }

  /** For the writer, whose commits are the only ones. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Inside {@link #look}. */
  FileMap files() {
    return files;
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
    return look(() -> new Counts(files.size(), postings.size(), vectors.withVector(), queued));
  }

  Optional<Model> answering() {
    return look(vectors::model);
  }

  Matches match(TermQuery query, FileFilter filter, int limit) {
    return look(() -> {
      int[] terms = new int[query.weights().size()];
      float[] weights = new float[terms.length];
      int n = 0;
      for (Map.Entry<String, Float> entry : query.weights().entrySet()) {
        terms[n] = vocabulary.id(entry.getKey());
        weights[n++] = entry.getValue();
      }
      return new BestOfText(postings.match(terms, weights, accepts(filter), limit));
    });
  }

  Matches nearest(float[] query, FileFilter filter, int limit) {
    return look(() -> {
      IntPredicate accepts = accepted(filter);
      Neighbours found = vectors.nearest(query, limit, contents(filter, accepts));
      Map<Integer, Float> cosines = new HashMap<>();
      List<Long> best = new ArrayList<>();
      for (int i = 0; found != null && i < found.size(); i++) {
        cosines.put((int) found.id(i), found.score(i));
        for (long chunk : chunks.of((int) found.id(i))) {
          FileEntry file = files.byChunk(chunk);
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
    for (FileEntry file : files.all()) {
      if (accepts.test(file.ordinal())) {
        Arrays.stream(file.contents()).forEach(contents::set);
      }
    }
    return content -> contents.get((int) content);
  }

  /** Asks the filter once for every file, now. */
  private IntPredicate accepted(FileFilter filter) {
    if (filter.equals(FileFilter.ALL)) {
      return ordinal -> true;
    }
    BitSet accepted = new BitSet();
    for (FileEntry file : files.all()) {
      accepted.set(file.ordinal(), filter.accepts(file.path(), file.language()));
    }
    return accepted::get;
  }

  /** Asks the filter for those files that match. */
  private IntPredicate accepts(FileFilter filter) {
    return ordinal -> {
      FileEntry file = files.byOrdinal(ordinal);
      return file != null && filter.accepts(file.path(), file.language());
    };
  }
}
