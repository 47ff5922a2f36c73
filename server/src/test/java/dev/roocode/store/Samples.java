package dev.roocode.store;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small files, chunks and vectors for tests of stores. */
public final class Samples {
  public static final int DIMENSIONS = 16;

  private Samples() {}

  /** A file of one chunk per text, each with one symbol. */
  public static FileUpdate.Replace file(FilePath path, String... texts) {
    List<Chunk> chunks = new ArrayList<>();
    List<Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      chunks.add(chunk(10 * i + 1, texts[i]));
      symbols.add(symbol("part" + i, 10 * i + 1));
    }
    return new FileUpdate.Replace(
        path,
        Language.ofFile(path.name()),
        stamp(path, String.join("\n", texts)),
        new Chunked(chunks, symbols, List.of()));
  }

  public static FileUpdate.Replace chunks(FilePath path, List<Chunk> chunks) {
    return new FileUpdate.Replace(
        path,
        Language.ofFile(path.name()),
        stamp(path, chunks.toString()),
        new Chunked(chunks, List.of(), List.of()));
  }

  /** A file without chunks that defines these names. */
  public static FileUpdate.Replace symbols(FilePath path, String... names) {
    List<Symbol> symbols = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      symbols.add(symbol(names[i], i + 1));
    }
    return symbols(path, symbols);
  }

  public static FileUpdate.Replace symbols(FilePath path, List<Symbol> symbols) {
    return new FileUpdate.Replace(
        path,
        Language.JAVA,
        stamp(path, symbols.toString()),
        new Chunked(List.of(), symbols, List.of()));
  }

  private static Symbol symbol(String name, int line) {
    return new Symbol(name, "Outer.Inner", SymbolKind.METHOD, new LineRange(line, line + 4), line);
  }

  public static Chunk chunk(int line, String text) {
    return chunk(line, "Sample.run", List.of("Sample", "run"), text);
  }

  public static Chunk chunk(int line, String symbol, List<String> symbols, String text) {
    return new Chunk(new LineRange(line, line + 9), ChunkKind.FUNCTION, symbol, symbols, text);
  }

  private static FileStamp stamp(FilePath path, String text) {
    return new FileStamp(text.length(), path.hashCode(), ContentHash.of(text));
  }

  /** A unit vector that the text decides. */
  public static float[] vector(String text) {
    return vector(text.hashCode());
  }

  public static float[] vector(long seed) {
    return unit(DIMENSIONS, seed);
  }

  public static float[] unit(int dimensions, long seed) {
    Random random = new Random(seed);
    float[] vector = new float[dimensions];
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
