package dev.roocode.service;

import dev.roocode.domain.ContentHash;
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

  /**
   * @param belongs whether the file may be indexed at all; asked once per indexed text
   */
  Edits(Indexer indexer, BiPredicate<FilePath, Path> belongs) {
    this.indexer = indexer;
    this.belongs = belongs;
  }

  /**
   * @return whether this is the first text that waits
   */
  boolean put(FilePath path, Path file, String text) {
    indexer.hold(path);
    synchronized (waiting) {
      boolean first = waiting.isEmpty();
      waiting.put(path, new Waiting(file, text));
      return first;
    }
  }

  /** Indexes what waits; on a fault of the store it goes on waiting. */
  void flush() {
    flushing.lock();
    try {
      Map<FilePath, Waiting> taken = take();
      if (taken.isEmpty()) {
        return;
      }
      boolean written = false;
      try {
        write(taken);
        written = true;
      } finally {
        if (!written) { // the fault goes to the caller
          giveBack(taken);
        }
      }
    } finally {
      flushing.unlock();
    }
  }

  private void write(Map<FilePath, Waiting> taken) {
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
