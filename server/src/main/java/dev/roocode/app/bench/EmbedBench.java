package dev.roocode.app.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.roocode.domain.Fault;
import dev.roocode.embed.OnnxEmbedder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code bench embed DIR [TEXTS]}: the built-in embedder against ONNX Runtime alone, on the code
 * below a folder; one thread against two; resident memory.
 */
public final class EmbedBench {
  private static final int TEXTS = 240;
  private static final int BLOCK = 12;
  private static final int BATCH = 4;

  private final OnnxEmbedder embedder;
  private final RawModel raw;
  private final PrintStream out;

  private EmbedBench(OnnxEmbedder embedder, RawModel raw, PrintStream out) {
    this.embedder = embedder;
    this.raw = raw;
    this.out = out;
  }

  /**
   * @param arguments a folder with code, and how many pieces of it to take
   */
  public static void run(List<String> arguments, PrintStream out) {
    if (arguments.isEmpty()) {
      throw new Fault.Invalid("bench embed", "no folder", "use: bench embed DIR [TEXTS]");
    }
    int most = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : TEXTS;
    try {
      List<String> texts = CorpusPieces.of(Path.of(arguments.getFirst()), most);
      Path natives = Path.of(System.getProperty("java.io.tmpdir"), "roocode-bench-natives");
      out.printf("memory %4d MB before loading%n", residentMegabytes());
      try (OnnxEmbedder embedder = OnnxEmbedder.load(natives)) {
        out.printf("memory %4d MB with the model%n", residentMegabytes());
        embedder.embed(texts.subList(0, Math.min(texts.size(), 2 * BLOCK)));
        threads(embedder, texts, out); // first, since the second model would count as memory
        try (RawModel raw = new RawModel()) {
          new EmbedBench(embedder, raw, out).compare(texts);
        }
      }
    } catch (IOException | OrtException e) {
      throw new Fault.Unavailable("bench embed", "cannot measure", "see the cause").causedBy(e);
    }
  }

  /** In turns A B C C B A, block by block; counted in CPU time of this thread. */
  private void compare(List<String> texts) throws OrtException {
    describe(texts);
    measure(texts.subList(0, Math.min(texts.size(), 3 * BLOCK)));
    double[] nanos = measure(texts);
    out.printf("runtime alone, one by one    %6.1f texts/CPU-s%n", rate(texts, nanos[0]));
    out.printf("embedder                     %6.1f texts/CPU-s%n", rate(texts, nanos[1]));
    out.printf("runtime alone, batches of %d  %6.1f texts/CPU-s%n", BATCH, rate(texts, nanos[2]));
    out.printf("embedder / runtime alone     %6.3f%n", nanos[0] / nanos[1]);
    out.printf("one by one / batches         %6.3f%n", nanos[2] / nanos[0]);
  }

  private void describe(List<String> texts) {
    int[] lengths =
        texts.stream().mapToInt(text -> embedder.tokens(text).length).sorted().toArray();
    long start = cpuNanos();
    texts.forEach(embedder::tokens);
    out.printf(
        "%d texts, tokens mean %.0f, median %d, most %d; cutting into tokens %.0f us/text%n",
        lengths.length,
        Arrays.stream(lengths).average().orElse(0),
        lengths[lengths.length / 2],
        lengths[lengths.length - 1],
        (cpuNanos() - start) / 1e3 / lengths.length);
  }

  private static double rate(List<String> texts, double nanos) {
    return texts.size() / (nanos / 1e9);
  }

  private double[] measure(List<String> texts) throws OrtException {
    double[] nanos = new double[3];
    boolean forth = true;
    for (int from = 0; from < texts.size(); from += BLOCK) {
      List<String> block = texts.subList(from, Math.min(texts.size(), from + BLOCK));
      for (int turn = 0; turn < nanos.length; turn++) {
        int which = forth ? turn : nanos.length - 1 - turn;
        nanos[which] += which == 1 ? embedNanos(block) : rawNanos(block, which == 0 ? 1 : BATCH);
      }
      forth = !forth;
    }
    return nanos;
  }

  private long embedNanos(List<String> block) {
    long start = cpuNanos();
    embedder.embed(block);
    return cpuNanos() - start;
  }

  /** Inputs are made before the clock starts; batches hold texts of like length. */
  private long rawNanos(List<String> block, int batch) throws OrtException {
    List<long[]> tokens =
        block.stream()
            .map(embedder::tokens)
            .sorted(Comparator.comparingInt(text -> text.length))
            .toList();
    List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    for (int from = 0; from < tokens.size(); from += batch) {
      inputs.add(raw.inputs(tokens.subList(from, Math.min(tokens.size(), from + batch))));
    }
    long start = cpuNanos();
    for (Map<String, OnnxTensor> input : inputs) {
      raw.run(input);
    }
    long nanos = cpuNanos() - start;
    inputs.forEach(input -> input.values().forEach(OnnxTensor::close));
    return nanos;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void threads(OnnxEmbedder embedder, List<String> texts, PrintStream out) {
    double[] seconds = new double[2];
    for (int round = 0; round < 2; round++) {
      seconds[0] += wallSeconds(embedder, texts, 1);
      seconds[1] += wallSeconds(embedder, texts, 2);
    }
    out.printf("one thread                   %6.1f texts/s%n", 2 * texts.size() / seconds[0]);
    out.printf("two threads                  %6.1f texts/s%n", 2 * texts.size() / seconds[1]);
    out.printf("two threads / one            %6.3f%n", seconds[0] / seconds[1]);
    out.printf("memory %4d MB at work%n", residentMegabytes());
    embedder.trim();
    out.printf("memory %4d MB at rest%n", residentMegabytes());
  }

  private static double wallSeconds(OnnxEmbedder embedder, List<String> texts, int count) {
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> share = texts.subList(i * texts.size() / count, (i + 1) * texts.size() / count);
      threads.add(Thread.ofPlatform().start(() -> embedder.embed(share)));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Resident memory of this process, 0 where the system does not tell. */
  private static long residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
