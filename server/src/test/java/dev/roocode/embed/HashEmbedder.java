package dev.roocode.embed;

import dev.roocode.domain.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embedder for tests: a bag of words hashed into {@value #DIMENSIONS} numbers of unit length, so
 * that texts with the same words are near. Deterministic, thread-safe, counts its calls and fails
 * when told to.
 */
public final class HashEmbedder implements Embedder {
  public static final int DIMENSIONS = 64;

  private final String name;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger texts = new AtomicInteger();
  private volatile int failsFrom = Integer.MAX_VALUE;
  private volatile int failsTo;
  private volatile boolean closed;

  public HashEmbedder() {
    this("hash-test");
  }

  /** Another name is another space: vectors of the two differ. */
  public HashEmbedder(String name) {
    this.name = name;
  }

  /** The calls of {@link #embed} so far, failed ones too. */
  public int calls() {
    return calls.get();
  }

  /** The texts embedded so far. */
  public int texts() {
    return texts.get();
  }

  /** The n-th call from now on fails, counted from 1; those after it work. */
  public HashEmbedder failCall(int n) {
    return failCalls(n, n);
  }

  /** Calls from the first to the last from now on fail, counted from 1, both inclusive. */
  public HashEmbedder failCalls(int first, int last) {
    failsTo = last == Integer.MAX_VALUE ? last : calls.get() + last;
    failsFrom = calls.get() + first;
    return this;
  }

  /** Every call fails until {@link #recover}. */
  public HashEmbedder failAlways() {
    return failCalls(1, Integer.MAX_VALUE);
  }

  public HashEmbedder recover() {
    failsFrom = Integer.MAX_VALUE;
    return this;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public ModelId model() {
    return new ModelId(name, DIMENSIONS);
  }

  @Override
  public int batchSize() {
    return 4;
  }

  @Override
  public List<float[]> embed(List<String> batch) {
    int call = calls.incrementAndGet();
    if (closed) {
      throw new Fault.NotReady(name, "has been closed", "");
    }
    if (failsFrom <= call && call <= failsTo) {
      throw new Fault.Unavailable(name, "fails in call " + call + " as told", "");
    }
    List<float[]> vectors = new ArrayList<>();
    batch.forEach(text -> vectors.add(vector(text)));
    texts.addAndGet(batch.size());
    return vectors;
  }

  private float[] vector(String text) {
    float[] vector = new float[DIMENSIONS];
    vector[Math.floorMod(name.hashCode(), DIMENSIONS)] = 0.01f; // no text is without direction
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        int hash = (name + word).hashCode() * 0x9E3779B9;
        vector[hash >>> 26] += (hash & 1) == 0 ? 1 : -1;
      }
    }
    return Vectors.unit(vector);
  }

  @Override
  public void close() {
    closed = true;
  }
}
