package dev.roocode.service;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.index.Indexer;
import dev.roocode.scan.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The texts that editors hold. A new text waits until it is asked for ({@link #flush}); only the
 * newest of each file is indexed. Thread-safe.
 */
final class Edits {
  private record Waiting(Path file, String text) {}

  private final Indexer indexer;
  private final BiPredicate<FilePath, Path> belongs;
  private final ReentrantLock flushing = new ReentrantLock();
  private final Map<FilePath, Waiting> waiting = new LinkedHashMap<>();
  private final Map<FilePath, ContentHash> held = new ConcurrentHashMap<>();
  private volatile @Nullable Fault trouble;

  /**
   * @param belongs whether the file may be indexed at all; asked once per indexed text
   */
  Edits(Indexer indexer, BiPredicate<FilePath, Path> belongs) {
    this.indexer = indexer;
    this.belongs = belongs;
  }

  void put(FilePath path, Path file, String text) {
    indexer.hold(path);
    synchronized (waiting) {
      waiting.put(path, new Waiting(file, text));
    }
  }

  /** Indexes what waits; where the store cannot write it goes on waiting. */
  void flush() {
    flushing.lock();
    try {
      Map<FilePath, Waiting> taken = take();
      try {
        write(taken);
        trouble = taken.isEmpty() ? trouble : null;
      } catch (Fault e) { // kept for the status and every answer
        trouble = e;
        giveBack(taken);
      }
    } finally {
      flushing.unlock();
    }
  }

  /** Why texts wait that should be indexed. */
  Optional<Fault> trouble() {
    return Optional.ofNullable(trouble);
  }

  private void write(Map<FilePath, Waiting> taken) {
    if (taken.isEmpty()) {
      return;
    }
    List<SourceText> texts = new ArrayList<>();
    taken.forEach((path, edit) -> take(path, edit, texts));
    indexer.writeHeld(texts);
    texts.forEach(text -> held.put(text.file().path(), text.stamp().hash()));
  }

  private void take(FilePath path, Waiting edit, List<SourceText> texts) {
    if (belongs.test(path, edit.file())) {
      texts.add(SourceText.unsaved(path, edit.file(), edit.text()));
    } else {
      held.remove(path);
      indexer.release(path);
    }
  }

  private Map<FilePath, Waiting> take() {
    synchronized (waiting) {
      Map<FilePath, Waiting> taken = new LinkedHashMap<>(waiting);
      waiting.clear();
      return taken;
    }
  }

  private void giveBack(Map<FilePath, Waiting> taken) {
    synchronized (waiting) {
      taken.forEach(waiting::putIfAbsent);
    }
  }

  void release(FilePath path) {
    flushing.lock();
    try {
      synchronized (waiting) {
        waiting.remove(path);
      }
      held.remove(path);
      indexer.release(path);
    } finally {
      flushing.unlock();
    }
  }

  /** The hash of what an editor holds and the index has seen. */
  Optional<ContentHash> held(FilePath path) {
    return Optional.ofNullable(held.get(path));
  }
}
