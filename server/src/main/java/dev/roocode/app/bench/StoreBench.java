package dev.roocode.app.bench;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileFilter;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.TermQuery;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import dev.roocode.text.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * {@code store [CHUNKS] [FOLDER]}: the local store at a size (100,000 chunks), filled with the code
 * below a folder or with made-up code: rates, bytes by table, time to open, time to answer; and the
 * same terms in SQLite's FTS5 (docs/decisions/0002).
 */
public final class StoreBench {
  private static final int DIMENSIONS = 384;
  private static final int FILES_PER_COMMIT = 50;
  private static final int VECTORS_PER_BATCH = 64;
  private static final int QUERIES = 200;
  private static final int LIMIT = 200;

  private final PrintStream out;
  private final Path data;
  private final int wanted;
  private final SplittableRandom random = new SplittableRandom(7);
  private final List<String> texts = new ArrayList<>();

  private StoreBench(PrintStream out, Path data, int wanted) {
    this.out = out;
    this.data = data;
    this.wanted = wanted;
  }

  /**
   * @param args number of chunks, then the folder of sources; both may be left out
   */
  public static void run(List<String> args, PrintStream out) throws Exception {
    int wanted = args.isEmpty() ? 100_000 : Integer.parseInt(args.getFirst());
    Path data = Files.createTempDirectory("roocode-bench");
    try {
      SampleFiles files =
          args.size() < 2 ? SampleFiles.made() : SampleFiles.of(Path.of(args.get(1)));
      new StoreBench(out, data, wanted).run(files);
    } finally {
      Folders.delete(data);
    }
  }

  private void run(SampleFiles files) throws Exception {
    try (FtsTwin twin = new FtsTwin(data.resolve("fts.db"))) {
      fill(files, twin);
      sizes(files.bytes());
      opening();
      try (ChunkStore store = open()) {
        queries(store, twin, "3 words", 3);
        queries(store, twin, "40 words", 40);
        nearest(store);
        hashing();
      }
      out.printf("fts5 index of the same terms: %d bytes per chunk%n", twin.sizeBytes() / wanted);
    }
  }

  private ChunkStore open() {
    return LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM);
  }

  private void fill(SampleFiles files, FtsTwin twin) throws Exception {
    int[] chunks = {0};
    try (ChunkStore store = open()) {
      store.useModel("bench", DIMENSIONS);
      double millis = 0;
      while (chunks[0] < wanted) {
        List<FileUpdate> batch = batch(files, wanted - chunks[0]);
        millis += Timings.of(() -> chunks[0] += store.commit(batch).chunks()).cpu(0);
        twin.add(batch);
      }
      out.printf(
          "commit: %d chunks of %d files, %.0f chunks per cpu-second%n",
          chunks[0], store.counts().files(), chunks[0] / millis * 1000);
      out.printf("fts5 insert of the same terms: %.0f per cpu-second%n", twin.rate());
      attach(store);
      Timings closing = Timings.of(store::close);
      out.printf("close: %.0f ms%n", closing.wall(0));
    }
  }

  private List<FileUpdate> batch(SampleFiles files, int most) throws IOException {
    List<FileUpdate> batch = new ArrayList<>();
    for (int chunks = 0; batch.size() < FILES_PER_COMMIT && chunks < most; ) {
      FileUpdate.Replace file = files.next();
      batch.add(file);
      chunks += file.content().chunks().size();
      if (texts.size() < 5_000) {
        file.content().chunks().stream().map(Chunk::text).forEach(texts::add);
      }
    }
    return batch;
  }

  private void attach(ChunkStore store) throws Exception {
    int[] attached = {0};
    double millis = 0;
    for (boolean more = true; more; ) {
      List<PendingText> pending = store.pending(VECTORS_PER_BATCH, Ticker.SYSTEM.now());
      Map<ContentHash, float[]> vectors = new HashMap<>();
      pending.forEach(text -> vectors.put(text.hash(), vector()));
      millis += Timings.of(() -> store.attach(vectors)).cpu(0);
      attached[0] += vectors.size();
      more = !pending.isEmpty();
    }
    out.printf(
        "attach: %d vectors in batches of %d, %.0f per cpu-second%n",
        attached[0], VECTORS_PER_BATCH, attached[0] / millis * 1000);
  }

  private float[] vector() {
    float[] vector = new float[DIMENSIONS];
    float square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private void sizes(long sourceBytes) throws SQLException, IOException {
    Path file = data.resolve("v-000001/index.db");
    out.printf(
        "source %d bytes per chunk, index %d bytes per chunk, ratio %.2f%n",
        sourceBytes / wanted, Files.size(file) / wanted, (double) Files.size(file) / sourceBytes);
    String bytes = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(bytes)) {
      while (rows.next()) {
        if (rows.getLong(2) > wanted / 2) {
          out.printf("  %-22s %7.1f%n", rows.getString(1), (double) rows.getLong(2) / wanted);
        }
      }
    }
  }

  private void opening() throws Exception {
    Timings.Step step = () -> open().close();
    Timings timings = Timings.of(step, step, step, step, step);
    out.printf(
        "open: cpu best %.0f, wall best %.0f, median %.0f ms%n",
        timings.cpu(0), timings.wall(0), timings.wall(0.5));
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    try (ChunkStore store = open()) {
      System.gc();
      long used = runtime.totalMemory() - runtime.freeMemory();
      out.printf("heap with %d chunks: %d MB%n", store.counts().chunks(), used >> 20);
    }
  }

  private void queries(ChunkStore store, FtsTwin twin, String name, int words) throws Exception {
    List<Timings.Step> own = new ArrayList<>();
    List<Timings.Step> fts = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      Map<String, Float> weights = question(words);
      TermQuery query = TermQuery.exact(weights);
      own.add(() -> store.match(query, FileFilter.ALL, LIMIT));
      fts.add(() -> twin.match(weights.keySet(), LIMIT));
    }
    Timings.of(own.toArray(Timings.Step[]::new)); // warm
    Timings ours = Timings.of(own.toArray(Timings.Step[]::new));
    Timings theirs = Timings.of(fts.toArray(Timings.Step[]::new));
    out.printf("match, %s: %s%n", name, ours);
    out.printf("fts5,  %s: %s%n", name, theirs);
    out.printf(
        "ratio, %s: fts5 takes %.1f times as long at p50, %.1f at p95%n",
        name, theirs.cpu(0.5) / ours.cpu(0.5), theirs.cpu(0.95) / ours.cpu(0.95));
  }

  /** Words of a random chunk. */
  private Map<String, Float> question(int words) {
    Map<String, Float> weights = new HashMap<>();
    while (weights.size() < words) {
      String text = texts.get(random.nextInt(texts.size()));
      List<String> terms = Words.of(text);
      for (int i = 0; i < words && weights.size() < words && !terms.isEmpty(); i++) {
        weights.put(terms.get(random.nextInt(terms.size())), 1f);
      }
    }
    return weights;
  }

  private void nearest(ChunkStore store) throws Exception {
    List<Timings.Step> steps = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      float[] query = vector();
      steps.add(() -> store.nearest(query, FileFilter.ALL, LIMIT));
    }
    Timings.of(steps.toArray(Timings.Step[]::new)); // warm
    out.printf("nearest %d: %s%n", LIMIT, Timings.of(steps.toArray(Timings.Step[]::new)));
  }

  /** What comparing each text with its hash adds to the reading of so many chunks. */
  private void hashing() throws Exception {
    List<Timings.Step> steps = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      int from = random.nextInt(Math.max(1, texts.size() - LIMIT));
      List<String> read = texts.subList(from, Math.min(texts.size(), from + LIMIT));
      steps.add(() -> read.forEach(ContentHash::of));
    }
    Timings.of(steps.toArray(Timings.Step[]::new)); // warm
    long bytes = texts.stream().mapToLong(String::length).sum() / texts.size();
    out.printf(
        "hash of %d texts of %d characters: %s%n",
        LIMIT, bytes, Timings.of(steps.toArray(Timings.Step[]::new)));
  }
}
