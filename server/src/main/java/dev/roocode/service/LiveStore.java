package dev.roocode.service;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Recorder;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.Committed;
import dev.roocode.store.Counts;
import dev.roocode.store.FileFilter;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.Matches;
import dev.roocode.store.PendingText;
import dev.roocode.store.StoredChunk;
import dev.roocode.store.TermQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A store whose whole content can be exchanged under those who use it: each call sees the one or
 * the other. Who makes several calls compares {@link #epoch} before and after. Thread-safe.
 */
final class LiveStore implements ChunkStore {
  private final ChunkStore store;
  private final Recorder recorder;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong epoch = new AtomicLong();

  LiveStore(ChunkStore store, Recorder recorder) {
    this.store = store;
    this.recorder = recorder;
  }

  /** Runs the exchange while no call is under way; it must take milliseconds only. */
  void exchange(Runnable exchange) {
    lock.writeLock().lock();
    try {
      exchange.run();
      epoch.incrementAndGet();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Counts the exchanges. */
  long epoch() {
    return epoch.get();
  }

  private <T> T calling(Supplier<T> call) {
    lock.readLock().lock();
    try {
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void running(Runnable call) {
    lock.readLock().lock();
    try {
      call.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public boolean isReadOnly() {
    return store.isReadOnly();
  }

  @Override
  public long generation() {
    return calling(store::generation);
  }

  @Override
  public Map<FilePath, FileStamp> stamps() {
    return calling(store::stamps);
  }

  @Override
  public Optional<FileStamp> stamp(FilePath path) {
    return calling(() -> store.stamp(path));
  }

  @Override
  public FileUpdate prepare(FileUpdate update) {
    return store.prepare(update);
  }

  @Override
  public Committed commit(List<FileUpdate> updates) {
    boolean edits = updates.stream().allMatch(this::isEdit);
    Committed committed = calling(() -> store.commit(updates));
    recorder.add(Metric.CHUNK_RATE, committed.chunks());
    if (edits) {
      recorder.outcomes(Metric.CACHE_HIT_RATE, committed.reused(), committed.chunks());
    }
    return committed;
  }

  /** What is new to the index cannot have a vector yet. */
  private boolean isEdit(FileUpdate update) {
    return update instanceof FileUpdate.Remove || stamp(update.path()).isPresent();
  }

  @Override
  public void restamp(Map<FilePath, FileStamp> stamps) {
    running(() -> store.restamp(stamps));
  }

  @Override
  public void useModel(String modelName, int dimensions) {
    running(() -> store.useModel(modelName, dimensions));
  }

  @Override
  public Optional<String> answeringModel() {
    return calling(store::answeringModel);
  }

  @Override
  public List<PendingText> pending(int limit, Instant now) {
    return calling(() -> store.pending(limit, now));
  }

  @Override
  public List<PendingText> pending(Collection<ContentHash> hashes, Instant now) {
    return calling(() -> store.pending(hashes, now));
  }

  @Override
  public void attach(Map<ContentHash, float[]> vectors) {
    running(() -> store.attach(vectors));
  }

  @Override
  public void postpone(Collection<ContentHash> hashes, Instant notBefore) {
    running(() -> store.postpone(hashes, notBefore));
  }

  @Override
  public Matches match(TermQuery terms, FileFilter filter, int limit) {
    return calling(() -> store.match(terms, filter, limit));
  }

  @Override
  public Matches nearest(float[] query, FileFilter filter, int limit) {
    return calling(() -> store.nearest(query, filter, limit));
  }

  @Override
  public List<StoredChunk> chunks(long[] ids) {
    return calling(() -> store.chunks(ids));
  }

  @Override
  public List<StoredChunk> chunksOf(FilePath path) {
    return calling(() -> store.chunksOf(path));
  }

  @Override
  public List<Symbol> outline(FilePath path) {
    return calling(() -> store.outline(path));
  }

  @Override
  public List<SymbolHit> symbols(String text, int limit) {
    return calling(() -> store.symbols(text, limit));
  }

  @Override
  public Counts counts() {
    return calling(store::counts);
  }

  @Override
  public long sizeBytes() {
    return calling(store::sizeBytes);
  }

  @Override
  public void close() {
    store.close();
  }
}
