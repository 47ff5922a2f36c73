package dev.roocode.app.bench;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.embed.Embedder;
import dev.roocode.index.EmbeddingLoop;
import dev.roocode.index.IndexSettings;
import dev.roocode.search.SearchSettings;
import dev.roocode.search.Searcher;
import dev.roocode.store.Counts;
import dev.roocode.store.PendingText;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An index of which a part of the vectors is there, the same part for each question: what was
 * embedded for one is undone before the next. Nothing is embedded but for questions.
 */
final class ColdIndex implements AutoCloseable {
  /** Which of the texts have their vectors. */
  enum Part {
    /** Any, but always the same. */
    BY_CONTENT,
    /** Those that would be embedded first. */
    BY_QUEUE
  }

  private final Path origin;
  private final Path copy;
  private final Embedder embedder;
  private final SearchSettings settings;
  private final LocalStore store;
  private final EmbeddingLoop loop;
  private final Searcher searcher;

  private ColdIndex(Path origin, Path copy, Embedder embedder, SearchSettings settings) {
    this.origin = origin;
    this.copy = copy;
    this.embedder = embedder;
    this.settings = settings;
    this.store = LocalStore.open(copy, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM);
    this.loop = new EmbeddingLoop(store, embedder, IndexSettings.DEFAULTS, Ticker.SYSTEM, () -> {});
    loop.searchBegins();
    loop.start();
    this.searcher =
        new Searcher(store, () -> Optional.of(embedder), loop::prefer, settings, Ticker.SYSTEM);
  }

  /** Makes such an index out of one that has only text. */
  static void make(Path origin, Path folder, Embedder embedder, Part part, int percent) {
    copy(origin, folder);
    try (LocalStore store = LocalStore.open(folder, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM)) {
      store.useModel(embedder.model().name(), embedder.model().dimensions());
      List<PendingText> waiting = store.pending(Integer.MAX_VALUE, Instant.now());
      Map<ContentHash, float[]> vectors = new HashMap<>();
      for (int i = 0; i < waiting.size(); i++) {
        PendingText text = waiting.get(i);
        long place =
            part == Part.BY_QUEUE
                ? 100L * i / waiting.size()
                : Long.remainderUnsigned(text.hash().high(), 100);
        if (place < percent) {
          vectors.put(text.hash(), embedder.embed(List.of(text.text())).getFirst());
        }
      }
      store.attach(vectors);
    }
  }

  /**
   * Opens a copy of what was made.
   *
   * @param settings how much is embedded for a question
   */
  static ColdIndex open(Path made, Embedder embedder, SearchSettings settings) {
    Path copy = made.resolveSibling(made.getFileName() + "-copy");
    copy(made, copy);
    return new ColdIndex(made, copy, embedder, settings);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SearchResult search(Query query) {
    Counts counts = store.counts();
    Coverage coverage =
        new Coverage(counts.files(), counts.files(), counts.chunks(), counts.vectors());
    return searcher.search(query, coverage, chunk -> false, Cancellation.NEVER);
  }

  /** How many texts were embedded for questions. */
  long embedded() {
    return loop.embedded();
  }

  /** One for the next question: this one where it is as it was. */
  ColdIndex asMade() {
    if (embedded() == 0) {
      return this;
    }
    close();
    return open(origin, embedder, settings);
  }

  @Override
  public void close() {
    loop.close();
    store.close();
    try {
      Folders.delete(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
