package dev.roocode.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roocode.domain.ContentHash;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Recorder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The vectors of questions asked before, bounded in number and in bytes. A question is kept as a
 * hash; a vector answers only for the model that made it. Thread-safe.
 */
public final class QueryVectors {
  private static final int MAGIC = 0x52515643; // RQVC
  private static final int FORMAT = 1;

  /** A key, a node of the cache and the header of an array. */
  private static final int ENTRY_BYTES = 120;

  private record Key(String model, ContentHash question) {}

  private final Recorder recorder;
  private final int entriesMax;
  private final Cache<Key, float[]> kept;
  private final AtomicLong added = new AtomicLong();
  private volatile String model = "";

  /**
   * @param entries the most vectors that are kept; 0 keeps none
   * @param bytes the most memory for them
   */
  public QueryVectors(int entries, long bytes, Recorder recorder) {
    this.recorder = recorder;
    this.entriesMax = entries;
    // one bound for both: no entry weighs less than its share
    int share = entries == 0 ? Integer.MAX_VALUE : Math.clamp(bytes / entries, 1, 1 << 30);
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(entries == 0 ? 0 : bytes)
            .weigher((Key key, float[] vector) ->
                Math.max(share, ENTRY_BYTES + vector.length * Float.BYTES))
            .executor(Runnable::run)
            .build();
  }

  /** The embedder, which computes no question's vector that is kept. */
  public Embedder over(Embedder embedder) {
    return new Remembering(embedder);
  }

  /** Rises with each vector that was computed, so that one can tell whether there are new ones. */
  public long added() {
    return added.get();
  }

  long size() {
    kept.cleanUp();
    return kept.estimatedSize();
  }

  /**
   * What is kept of the model that was asked last, for {@link #load}. Big-endian: magic, format,
   * model (16-bit length, UTF-8), dimensions, number; each with its hash (16 bytes) and floats.
   */
  public byte[] content() {
    String current = model;
    Map<ContentHash, float[]> vectors = new LinkedHashMap<>();
    kept.asMap()
        .forEach((key, vector) -> {
          if (key.model().equals(current)) {
            vectors.put(key.question(), vector);
          }
        });
    int dimensions = vectors.values().stream().mapToInt(vector -> vector.length).max().orElse(0);
    vectors.values().removeIf(vector -> vector.length != dimensions);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      out.writeUTF(current);
      out.writeInt(dimensions);
      out.writeInt(vectors.size());
      for (Map.Entry<ContentHash, float[]> entry : vectors.entrySet()) {
        out.write(entry.getKey().bytes());
        for (float part : entry.getValue()) {
          out.writeFloat(part);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Takes over what {@link #content} wrote, beside what is there.
   *
   * @return whether it could be understood; otherwise nothing is taken over
   */
  public boolean load(byte[] content) {
    Optional<Map<Key, float[]>> read = read(content);
    read.ifPresent(kept::putAll);
    return read.isPresent();
  }

  private Optional<Map<Key, float[]>> read(byte[] content) {
    Map<Key, float[]> vectors = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
        return Optional.empty();
      }
      String name = in.readUTF();
      int dimensions = in.readInt();
      int count = in.readInt();
      long expected = (long) count * (ContentHash.BYTES + (long) dimensions * Float.BYTES);
      if (dimensions < 0 || count < 0 || in.available() != expected) {
        return Optional.empty();
      }
      for (int i = 0; i < Math.min(count, entriesMax); i++) {
        Key key = new Key(name, ContentHash.fromBytes(in.readNBytes(ContentHash.BYTES)));
        float[] vector = new float[dimensions];
        for (int j = 0; j < dimensions; j++) {
          vector[j] = in.readFloat();
        }
        vectors.put(key, vector);
      }
      return Optional.of(vectors);
    } catch (IOException e) { // it ends early, or names no model
      return Optional.empty();
    }
  }

  /** An embedder that is asked once for each question. */
  private final class Remembering implements Embedder {
    private final Embedder embedder;

    Remembering(Embedder embedder) {
      this.embedder = embedder;
    }

    @Override
    public ModelId model() {
      return embedder.model();
    }

    @Override
    public int batchSize() {
      return embedder.batchSize();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      List<float[]> vectors = embedder.embed(texts);
      recorder.add(Metric.EMBEDDING_RATE, texts.size());
      return vectors;
    }

    @Override
    public float[] embedQuery(String text) {
      String name = embedder.model().name();
      model = name;
      Key key = new Key(name, ContentHash.of(text));
      float[] known = kept.getIfPresent(key);
      recorder.outcome(Metric.VECTOR_CACHE_HIT_RATE, known != null);
      if (known != null) {
        return known.clone();
      }
      long start = System.nanoTime();
      float[] vector = embedder.embedQuery(text);
      recorder.took(Metric.QUERY_EMBEDDING_TIME, System.nanoTime() - start);
      kept.put(key, vector.clone());
      added.incrementAndGet();
      return vector;
    }

    @Override
    public boolean isEnglishOnly() {
      return embedder.isEnglishOnly();
    }

    @Override
    public void trim() {
      embedder.trim();
    }

    @Override
    public void close() {
      embedder.close();
    }
  }
}
