package dev.roocode.app.bench;

import dev.roocode.backup.BackupSettings;
import dev.roocode.backup.Backups;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Place;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.base.SystemDisk;
import dev.roocode.base.Ticker;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Chunk;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FileStamp;
import dev.roocode.embed.OnnxEmbedder;
import dev.roocode.index.IndexSettings;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.local.LocalStore;
import dev.roocode.store.local.LocalStoreSettings;
import dev.roocode.store.local.Replacement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code backup [CHUNKS] [FOLDER]}: at a size (20,000 chunks) of the code below a folder or of
 * made-up code: how long a commit waits beside a backup, the size of an increment after one per
 * cent of the files was edited, a restore with its checks beside indexing again. Of that the rows
 * are written in this run; embedding, which is most of it, is measured on a sample of the texts;
 * reading and cutting the files is left out, in favour of indexing again.
 */
public final class BackupBench {
  private static final int DIMENSIONS = 384;
  private static final int FILES_PER_COMMIT = 50;
  private static final int ROUNDS = 3;

  /** Texts that are embedded. */
  private static final int SAMPLE = 300;

  private final PrintStream out;
  private final LocalStore store;
  private final Backups backups;
  private final SampleFiles files;
  private final SplittableRandom random = new SplittableRandom(7);
  private final List<FileUpdate.Replace> written = new ArrayList<>();

  private BackupBench(PrintStream out, Path data, SampleFiles files) {
    this.out = out;
    this.files = files;
    this.store = LocalStore.open(data, LocalStoreSettings.DEFAULTS, Ticker.SYSTEM);
    Keyring keys = Keyring.open(data);
    this.backups =
        new Backups(
            Place.of(data, List.of(), BackupSettings.DEFAULTS, 0),
            () -> keys,
            BackupSettings.DEFAULTS,
            LocalStoreSettings.DEFAULTS,
            Backups.Machine.system());
  }

  /**
   * @param args number of chunks, then the folder of sources; both may be left out
   */
  public static void run(List<String> args, PrintStream out) throws Exception {
    int wanted = args.isEmpty() ? 20_000 : Integer.parseInt(args.getFirst());
    Path data = Files.createTempDirectory("roocode-bench");
    SampleFiles files = args.size() < 2 ? SampleFiles.made() : SampleFiles.of(Path.of(args.get(1)));
    BackupBench bench = new BackupBench(out, data, files);
    try (LocalStore store = bench.store) {
      double filling = bench.fill(wanted);
      bench.stall();
      Snapshot full = bench.full();
      bench.increment(full);
      bench.restore(full, filling + bench.embedding());
      store.counts();
    } finally {
      Folders.delete(data);
    }
  }

  private double fill(int wanted) throws Exception {
    store.useModel("bench", DIMENSIONS);
    double millis = 0;
    for (int chunks = 0; chunks < wanted; chunks = store.counts().chunks()) {
      List<FileUpdate> batch = new ArrayList<>();
      for (int i = 0; i < FILES_PER_COMMIT; i++) {
        written.add(files.next());
        batch.add(written.getLast());
      }
      millis +=
          Timings.of(
                  () -> {
                    store.commit(batch);
                    attach();
                  })
              .wall(0);
    }
    out.printf(
        "index: %d files, %d chunks, %.1f MB, written in %.0f ms without embedding%n",
        written.size(), store.counts().chunks(), store.sizeBytes() / 1e6, millis);
    return millis;
  }

  private void attach() {
    for (List<PendingText> pending = pending(); !pending.isEmpty(); pending = pending()) {
      Map<ContentHash, float[]> vectors = new HashMap<>();
      pending.forEach(text -> vectors.put(text.hash(), vector()));
      store.attach(vectors);
    }
  }

  private List<PendingText> pending() {
    return store.pending(256, Ticker.SYSTEM.now());
  }

  private float[] vector() {
    float[] vector = new float[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private FileUpdate edited(int number, String mark) {
    FileUpdate.Replace file = written.get(number);
    List<Chunk> chunks = new ArrayList<>(file.content().chunks());
    Chunk last = chunks.removeLast();
    String text = last.text() + "\n// " + mark + " " + number;
    chunks.add(new Chunk(last.lines(), last.kind(), last.symbol(), last.symbols(), text));
    Chunked content = new Chunked(chunks, file.content().symbols(), List.of());
    FileStamp stamp = new FileStamp(text.length(), number, ContentHash.of(text));
    return new FileUpdate.Replace(file.path(), file.language(), stamp, content);
  }

  /** Commits of one file, alone and beside backups. */
  private void stall() throws Exception {
    Timings alone = commits(200, "alone");
    AtomicBoolean stop = new AtomicBoolean();
    int[] made = {0};
    Thread keeper =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                backups.create(Kind.FULL, store, Cancellation.NEVER);
                made[0]++;
              }
            });
    Timings beside = commits(400, "beside");
    stop.set(true);
    keeper.join();
    out.printf("commit of a file: alone %s, longest %.1f ms%n", alone, alone.wall(1));
    out.printf(
        "commit of a file beside %d backups: %s, longest %.1f ms%n",
        made[0], beside, beside.wall(1));
  }

  private Timings commits(int count, String mark) throws Exception {
    List<Timings.Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FileUpdate update = edited(i % written.size(), mark + i);
      steps.add(() -> store.commit(List.of(update)));
    }
    return Timings.of(steps.toArray(Timings.Step[]::new));
  }

  private Snapshot full() throws Exception {
    attach();
    Snapshot[] made = new Snapshot[1];
    Timings timings =
        Timings.of(() -> made[0] = backups.create(Kind.FULL, store, Cancellation.NEVER));
    out.printf("full: %.1f MB in %.0f ms%n", made[0].bytes() / 1e6, timings.wall(0));
    return made[0];
  }

  private void increment(Snapshot full) throws Exception {
    int edits = Math.max(1, written.size() / 100);
    List<FileUpdate> batch = new ArrayList<>();
    for (int i = 0; i < edits; i++) {
      batch.add(edited(random.nextInt(written.size()), "edited"));
    }
    store.commit(batch);
    attach();
    Snapshot[] made = new Snapshot[1];
    Timings timings =
        Timings.of(() -> made[0] = backups.create(Kind.INCREMENTAL, store, Cancellation.NEVER));
    out.printf(
        "increment after %d edited files: %.2f MB, %.1f %% of the full one, in %.0f ms%n",
        edits, made[0].bytes() / 1e6, 100.0 * made[0].bytes() / full.bytes(), timings.wall(0));
  }

  /**
   * What embedding all of it takes at the least: the built-in model on a sample of the texts, on
   * one processor, divided by as many as the workers that the product has.
   */
  private double embedding() throws Exception {
    List<String> sample = new ArrayList<>();
    for (int i = 0; i < SAMPLE; i++) {
      FileUpdate.Replace file = written.get(random.nextInt(written.size()));
      List<Chunk> chunks = file.content().chunks();
      if (!chunks.isEmpty()) {
        sample.add(chunks.get(random.nextInt(chunks.size())).embeddedText(file.path()));
      }
    }
    Path natives = Files.createTempDirectory("roocode-bench-natives");
    try (OnnxEmbedder embedder = OnnxEmbedder.load(natives)) {
      embedder.embed(sample.subList(0, 20)); // warm
      Timings timings = Timings.of(() -> sample.forEach(text -> embedder.embed(List.of(text))));
      int workers = IndexSettings.DEFAULTS.embedWorkers();
      double millis = timings.cpu(0) / sample.size() * store.counts().vectors() / workers;
      out.printf(
          "embedding: %.1f texts per second of a processor (%d texts measured); all %d at best in"
              + " %.0f ms on %d processors%n",
          sample.size() / timings.cpu(0) * 1000,
          sample.size(),
          store.counts().vectors(),
          millis,
          workers);
      return millis;
    } finally {
      Folders.delete(natives);
    }
  }

  private void restore(Snapshot full, double indexingMillis) throws Exception {
    List<Timings.Step> steps = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      steps.add(() -> restoreOnce(full));
    }
    Timings timings = Timings.of(steps.toArray(Timings.Step[]::new));
    out.printf(
        "restore with all checks, in use: best %.0f, median %.0f ms; 1/%.0f of indexing again%n",
        timings.wall(0), timings.wall(0.5), indexingMillis / timings.wall(0.5));
  }

  private void restoreOnce(Snapshot full) throws IOException {
    Backups.Prepared prepared =
        backups.prepare(new Choice.ById(full.id().toString()), Cancellation.NEVER);
    Path former = store.versionFolder();
    try (Replacement next = store.replacement(prepared.folder(), SystemDisk.INSTANCE)) {
      next.note();
      next.takeOver();
    }
    Folders.delete(former);
  }
}
