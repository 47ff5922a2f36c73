package dev.roocode.index;

import dev.roocode.domain.Fault;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Vectors from the text's words, a record of what was embedded, and calls that fail on demand. Not
 * to be used after close, and says so.
 */
public final class CountingEmbedder implements Embedder {
  public static final int DIMENSIONS = 128;

  private final CountDownLatch trimmed = new CountDownLatch(1);
  private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final int batchSize;
  private final IntPredicate fails;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

  public CountingEmbedder() {
    this(4, call -> false);
  }

  /**
   * @param fails whether the n-th call, counted from 1, fails
   */
  public CountingEmbedder(int batchSize, IntPredicate fails) {
    this.batchSize = batchSize;
    this.fails = fails;
  }

  @Override
  public ModelId model() {
    return new ModelId("counting", DIMENSIONS);
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public List<float[]> embed(List<String> batch) {
    running.incrementAndGet();
    try {
      if (closed.get()) {
        throw new IllegalStateException("used after close");
      }
      if (fails.test(calls.incrementAndGet())) {
        throw new Fault.Unavailable("counting", "fails as told", "");
      }
      texts.addAll(batch);
      return batch.stream().map(CountingEmbedder::vector).toList();
    } finally {
      running.decrementAndGet();
    }
  }

  @Override
  public float[] embedQuery(String text) {
    return vector(text);
  }

  /** A bag of words, so that texts with the same words are near. */
  private static float[] vector(String text) {
    float[] vector = new float[DIMENSIONS];
    for (String word : WORD.split(text.toLowerCase(Locale.ROOT), -1)) {
      vector[Math.floorMod(word.hashCode() * 31, DIMENSIONS)]++;
    }
    double length = 0;
    for (float part : vector) {
      length += part * part;
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(length);
    }
    return vector;
  }

  /** Texts embedded so far, in no order. */
  public List<String> texts() {
    synchronized (texts) {
      return List.copyOf(texts);
    }
  }

  public int calls() {
    return calls.get();
  }

  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void trim() {
    trimmed.countDown();
  }

  /** Open once memory has been given back. */
  public CountDownLatch trimmed() {
    return trimmed;
  }

  @Override
  public void close() {
    if (running.get() > 0) {
      throw new IllegalStateException("closed while a call runs");
    }
    closed.set(true);
  }
}
