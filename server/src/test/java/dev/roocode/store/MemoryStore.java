package dev.roocode.store;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contract in the simplest words: maps under one lock. What it holds outlives {@link #close},
 * so that a test can open it again.
 */
public class MemoryStore implements ChunkStore {
  private record Row(
      Language language,
      FileStamp stamp,
      List<StoredChunk> chunks,
      List<Symbol> symbols,
      int redacted) {}

  private record Waiting(String text, int attempts, Instant notBefore) {}

  private final Function<String, Collection<String>> words;
  private final Map<FilePath, Row> files = new TreeMap<>();
  private final Map<String, Map<ContentHash, float[]>> vectors = new HashMap<>();
  private final Map<ContentHash, Waiting> queue = new LinkedHashMap<>();
  private @Nullable String model;
  private @Nullable String answering;
  private long generation;
  private long nextId = 1;

  /** Lower-case words, cut at everything that is no letter or digit. */
  public MemoryStore() {
    this(text -> List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
  }

  /**
   * @param words cuts a text into terms
   */
  public MemoryStore(Function<String, Collection<String>> words) {
    this.words = words;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public synchronized long generation() {
    return generation;
  }

  @Override
  public synchronized Map<FilePath, FileStamp> stamps() {
    Map<FilePath, FileStamp> stamps = new HashMap<>();
    files.forEach((path, row) -> stamps.put(path, row.stamp()));
    return stamps;
  }

  @Override
  public synchronized Optional<FileStamp> stamp(FilePath path) {
    return Optional.ofNullable(files.get(path)).map(Row::stamp);
  }

  @Override
  public FileUpdate prepare(FileUpdate update) {
    return update;
  }

  @Override
  public synchronized Committed commit(List<FileUpdate> updates) {
    requireWritable();
    int chunks = 0;
    int queued = 0;
    int reused = 0;
    for (FileUpdate update : updates) {
      files.remove(update.path());
      if (update instanceof FileUpdate.Replace replace) {
        Row row = insert(replace);
        chunks += row.chunks().size();
        for (StoredChunk chunk : row.chunks()) {
          reused += known(chunk.chunk().hash()) ? 1 : 0;
          queued += enqueue(chunk) ? 1 : 0;
        }
      }
    }
    settle();
    return new Committed(++generation, chunks, queued, reused);
  }

  private Row insert(FileUpdate.Replace file) {
    List<StoredChunk> chunks = new ArrayList<>();
    for (Chunk chunk : file.content().chunks()) {
      chunks.add(new StoredChunk(nextId++, file.path(), file.language(), file.stamp(), chunk));
    }
    Row row =
        new Row(file.language(), file.stamp(), chunks, file.content().symbols(), file.redacted());
    files.put(file.path(), row);
    return row;
  }

  private boolean known(ContentHash hash) {
    return model != null && vectors.getOrDefault(model, Map.of()).containsKey(hash);
  }

  private boolean enqueue(StoredChunk chunk) {
    ContentHash hash = chunk.chunk().hash();
    return !known(hash)
        && queue.putIfAbsent(
                hash, new Waiting(chunk.chunk().embeddedText(chunk.path()), 0, Instant.EPOCH))
            == null;
  }

  /** Drops what no chunk needs any more; lets a complete new model answer. */
  private void settle() {
    Set<ContentHash> alive =
        all().stream().map(chunk -> chunk.chunk().hash()).collect(Collectors.toSet());
    queue.keySet().retainAll(alive);
    if (queue.isEmpty() && model != null) {
      answering = model;
    }
  }

  private List<StoredChunk> all() {
    return files.values().stream().flatMap(row -> row.chunks().stream()).toList();
  }

  @Override
  public synchronized void restamp(Map<FilePath, FileStamp> stamps) {
    requireWritable();
    stamps.forEach((path, stamp) ->
        files.computeIfPresent(
            path,
            (same, row) ->
                new Row(row.language(), stamp, row.chunks(), row.symbols(), row.redacted())));
  }

  @Override
  public synchronized void useModel(String modelName, int dimensions) {
    requireWritable();
    if (modelName.equals(model)) {
      return;
    }
    model = modelName;
    if (answering == null) {
      answering = modelName;
    }
    queue.clear();
    all().forEach(this::enqueue);
    settle();
    generation++;
  }

  @Override
  public synchronized Optional<String> answeringModel() {
    return Optional.ofNullable(answering);
  }

  @Override
  public synchronized List<PendingText> pending(int limit, Instant now) {
    return queue.entrySet().stream()
        .filter(entry -> {
          Instant notBefore = entry.getValue().notBefore();
          return !notBefore.isAfter(now) || notBefore.isAfter(now.plus(POSTPONED_AT_MOST));
        })
        .limit(limit)
        .map(entry ->
            new PendingText(entry.getKey(), entry.getValue().text(), entry.getValue().attempts()))
        .toList();
  }

  @Override
  public synchronized List<PendingText> pending(Collection<ContentHash> hashes, Instant now) {
    Map<ContentHash, PendingText> waiting =
        pending(Integer.MAX_VALUE, now).stream()
            .collect(Collectors.toMap(PendingText::hash, text -> text));
    return hashes.stream().map(waiting::get).filter(Objects::nonNull).toList();
  }

  @Override
  public synchronized void attach(Map<ContentHash, float[]> computed) {
    requireWritable();
    Map<ContentHash, float[]> known =
        vectors.computeIfAbsent(Objects.requireNonNull(model), name -> new HashMap<>());
    known.putAll(computed);
    queue.keySet().removeAll(computed.keySet());
    settle();
    generation++;
  }

  @Override
  public synchronized void postpone(Collection<ContentHash> hashes, Instant notBefore) {
    requireWritable();
    for (ContentHash hash : hashes) {
      queue.computeIfPresent(
          hash, (same, waiting) -> new Waiting(waiting.text(), waiting.attempts() + 1, notBefore));
    }
  }

  @Override
  public synchronized Matches match(TermQuery terms, FileFilter filter, int limit) {
    Map<Long, Float> scores = new HashMap<>();
    for (StoredChunk chunk : accepted(filter)) {
      Set<String> present = new HashSet<>(words.apply(chunk.chunk().embeddedText(chunk.path())));
      float score = 0;
      for (Map.Entry<String, Float> term : terms.weights().entrySet()) {
        score += present.contains(term.getKey()) ? term.getValue() : 0;
      }
      if (score > 0) {
        scores.put(chunk.id(), score);
      }
    }
    return new Scores(scores, fileOf(), limit);
  }

  @Override
  public synchronized Matches nearest(float[] query, FileFilter filter, int limit) {
    Map<ContentHash, float[]> known =
        answering == null ? Map.of() : vectors.getOrDefault(answering, Map.of());
    Map<Long, Float> scores = new HashMap<>();
    for (StoredChunk chunk : accepted(filter)) {
      float[] vector = known.get(chunk.chunk().hash());
      if (vector != null) {
        scores.put(chunk.id(), dot(query, vector));
      }
    }
    return new Scores(scores, fileOf(), limit);
  }

  private List<StoredChunk> accepted(FileFilter filter) {
    return all().stream().filter(chunk -> filter.accepts(chunk.path(), chunk.language())).toList();
  }

  private Map<Long, FilePath> fileOf() {
    return all().stream().collect(Collectors.toMap(StoredChunk::id, StoredChunk::path));
  }

  private static float dot(float[] left, float[] right) {
    float sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** A file scores like its best chunk. */
  private record Scores(Map<Long, Float> scores, Map<Long, FilePath> fileOf, int limit)
      implements Matches {
    @Override
    public long[] best() {
      return scores.keySet().stream()
          .sorted(Comparator.comparingDouble((Long id) -> -chunk(id)).thenComparing(id -> id))
          .limit(limit)
          .mapToLong(Long::longValue)
          .toArray();
    }

    @Override
    public float chunk(long id) {
      return scores.getOrDefault(id, 0f);
    }

    @Override
    public float file(long id) {
      FilePath path = fileOf.get(id);
      return (float)
          scores.keySet().stream()
              .filter(other -> Objects.equals(fileOf.get(other), path))
              .mapToDouble(this::chunk)
              .max()
              .orElse(0);
    }
  }

  @Override
  public synchronized List<StoredChunk> chunks(long[] ids) {
    Map<Long, StoredChunk> byId =
        all().stream().collect(Collectors.toMap(StoredChunk::id, chunk -> chunk));
    return Arrays.stream(ids).mapToObj(byId::get).filter(Objects::nonNull).toList();
  }

  @Override
  public synchronized List<StoredChunk> chunksOf(FilePath path) {
    Row row = files.get(path);
    return row == null ? List.of() : row.chunks();
  }

  @Override
  public synchronized List<Symbol> outline(FilePath path) {
    Row row = files.get(path);
    return row == null ? List.of() : row.symbols();
  }

  @Override
  public synchronized List<SymbolHit> symbols(String text, int limit) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<SymbolHit> hits = new ArrayList<>();
    files.forEach((path, row) ->
        row.symbols().stream()
            .filter(symbol -> symbol.name().toLowerCase(Locale.ROOT).contains(wanted))
            .forEach(symbol -> hits.add(new SymbolHit(path, symbol))));
    hits.sort(
        Comparator.comparingInt((SymbolHit hit) -> rank(hit.symbol().name(), wanted))
            .thenComparingInt(hit -> hit.symbol().name().length()));
    return hits.stream().limit(limit).toList();
  }

  private static int rank(String name, String wanted) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(wanted) ? 0 : lower.startsWith(wanted) ? 1 : 2;
  }

  @Override
  public synchronized Counts counts() {
    Map<ContentHash, float[]> known =
        answering == null ? Map.of() : vectors.getOrDefault(answering, Map.of());
    List<StoredChunk> chunks = all();
    long embedded =
        chunks.stream().filter(chunk -> known.containsKey(chunk.chunk().hash())).count();
    int redacted = files.values().stream().mapToInt(Row::redacted).sum();
    return new Counts(files.size(), chunks.size(), (int) embedded, queue.size(), redacted);
  }

  @Override
  public long sizeBytes() {
    return 0;
  }

  private void requireWritable() {
    if (isReadOnly()) {
      throw new Fault.Busy("index", "another process writes it", "close the other one");
    }
  }

  @Override
  public void close() {}
}
