package dev.roocode.app.bench;

import dev.roocode.domain.ContentHash;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps vectors in a file from run to run, by model and text, so that a benchmark embeds a tree
 * once. The vectors of one text do not depend on other texts, so the results are the same.
 */
final class CachedEmbedder implements Embedder {
  private final Embedder embedder;
  private final Map<ContentHash, float[]> known = new ConcurrentHashMap<>();
  private final DataOutputStream file;

  CachedEmbedder(Embedder embedder, Path folder) throws IOException {
    this.embedder = embedder;
    Path path = folder.resolve(embedder.model().name() + ".vectors");
    if (Files.exists(path)) {
      read(path);
    }
    this.file =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
  }

  private void read(Path path) throws IOException {
    int dimensions = embedder.model().dimensions();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      while (true) {
        ContentHash hash = new ContentHash(in.readLong(), in.readLong());
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
          vector[i] = in.readFloat();
        }
        known.put(hash, vector);
      }
    } catch (EOFException endOfFile) {
      return; // a record that a killed run cut short is embedded again
    }
  }

  @Override
  public ModelId model() {
    return embedder.model();
  }

  @Override
  public boolean isEnglishOnly() {
    return embedder.isEnglishOnly();
  }

  @Override
  public int batchSize() {
    return embedder.batchSize();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(this::vector).toList();
  }

  private float[] vector(String text) {
    ContentHash hash = ContentHash.of(text);
    float[] vector = known.get(hash);
    if (vector == null) {
      vector = embedder.embed(List.of(text)).getFirst();
      known.put(hash, vector);
      write(hash, vector);
    }
    return vector;
  }

  private synchronized void write(ContentHash hash, float[] vector) {
    try {
      file.writeLong(hash.high());
      file.writeLong(hash.low());
      for (float value : vector) {
        file.writeFloat(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      embedder.close();
    }
  }
}
