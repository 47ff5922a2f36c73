package dev.roocode.store;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The truth about one workspace. Thread-safe: one writer at a time, readers beside it. After every
 * commit the text is searchable; vectors follow from a queue that the store itself keeps.
 *
 * <p>All methods throw {@link Fault.Corrupt}, {@link Fault.DiskFull} or {@link Fault.Unavailable}
 * for operating faults; after such a fault what was committed before is intact. Writing methods
 * throw {@link Fault.Busy} where another process writes ({@link #isReadOnly}).
 */
public interface ChunkStore extends AutoCloseable {
  boolean isReadOnly();

  /** Counts commits; a different number means that answers may differ. */
  long generation();

  /** What is indexed of each file. A copy. */
  Map<FilePath, FileStamp> stamps();

  Optional<FileStamp> stamp(FilePath path);

  /**
   * Does the slow part of a commit on the calling thread, so that many threads can share it. It
   * writes nothing. Calling it is voluntary: {@link #commit} takes updates as they are too.
   *
   * @return what to commit instead of the update
   */
  FileUpdate prepare(FileUpdate update);

  /**
   * Replaces and removes files in one transaction; chunks whose content has no vector of the
   * current model join the queue. A file that only moved or was touched keeps its vectors.
   *
   * @return what was written
   */
  Committed commit(List<FileUpdate> updates);

  /** A new modification time for a file whose content is unchanged. One transaction. */
  void restamp(Map<FilePath, FileStamp> stamps);

  /**
   * Declares the embedding model in force. A new one queues every chunk, while the vectors of the
   * former keep answering {@link #nearest} until the new set is complete.
   *
   * @param dimensions of its vectors
   */
  void useModel(String modelName, int dimensions);

  /** The model whose vectors answer {@link #nearest} now; empty before the first. */
  Optional<String> answeringModel();

  /** Chunks that wait for a vector and may be tried now, oldest first. */
  List<PendingText> pending(int limit, Instant now);

  /**
   * Those of these contents that wait for a vector and may be tried now, in the order asked for.
   */
  List<PendingText> pending(Collection<ContentHash> hashes, Instant now);

  /**
   * Stores vectors of the model in force, one transaction for the batch, and takes them off the
   * queue; they answer {@link #nearest} at once.
   *
   * @param vectors {@code float[dimensions]}, unit length
   */
  void attach(Map<ContentHash, float[]> vectors);

  /** No text waits longer: a later time was said by a clock that has jumped since. */
  Duration POSTPONED_AT_MOST = Duration.ofDays(1);

  /**
   * Leaves these queued, not to be tried before the given time.
   *
   * @param notBefore {@link #POSTPONED_AT_MOST} from now; what lies beyond may be tried at once
   */
  void postpone(Collection<ContentHash> hashes, Instant notBefore);

  /** How well chunks and files match the terms, by BM25. Terms as {@code text.Words} makes them. */
  Matches match(TermQuery terms, FileFilter filter, int limit);

  /**
   * The chunks nearest to a vector of {@link #answeringModel}.
   *
   * @param query {@code float[dimensions]}, unit length
   */
  Matches nearest(float[] query, FileFilter filter, int limit);

  /** Those of the chunks that still exist, in the order asked for. */
  List<StoredChunk> chunks(long[] ids);

  List<StoredChunk> chunksOf(FilePath path);

  List<Symbol> outline(FilePath path);

  /**
   * Definitions whose name contains the text, whatever its case: equal first, then by prefix, then
   * the rest; shorter names first.
   */
  List<SymbolHit> symbols(String text, int limit);

  Counts counts();

  /** Size on disk of everything that belongs to this store. */
  long sizeBytes();

  @Override
  void close();
}
