package dev.roocode.text;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.gloss.Reading;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The terms of one chunk with their weighted frequencies: a term of the text counts 1, one of the
 * path {@link #PATH_WEIGHT}, one of the symbols {@link #SYMBOL_WEIGHT}. Japanese words, as comments
 * have them, give their commonest English meaning too, so that an English question finds them and a
 * Japanese one that uses another word. Immutable.
 */
public final class TermCounts {
  /** Best on the retrieval benchmark (docs/BENCHMARKS.md). */
  public static final int PATH_WEIGHT = 2;

  /** Best on the retrieval benchmark (docs/BENCHMARKS.md). */
  public static final int SYMBOL_WEIGHT = 3;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private int length;

  private TermCounts() {}

  public static TermCounts of(FilePath path, Chunk chunk) {
    TermCounts terms = new TermCounts();
    terms.add(path.relative(), PATH_WEIGHT);
    for (String symbol : chunk.symbols()) {
      terms.add(symbol, SYMBOL_WEIGHT);
    }
    terms.add(chunk.text(), 1);
    for (Reading.Word word : Reading.wordsOf(chunk.text())) {
      terms.add(word.meanings().getFirst(), 1);
    }
    return terms;
  }

  private void add(String text, int weight) {
    Words.each(
        text,
        term -> {
          counts.merge(term, weight, Integer::sum);
          length += weight;
        });
  }

  /** Weighted frequency of each term. Unmodifiable. */
  public Map<String, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** The sum of all frequencies: the chunk's length for BM25. */
  public int length() {
    return length;
  }

  /**
   * The form that is stored and that {@link Postings#add} reads.
   *
   * @param ids the number of each term, 0 or more; asked once per term
   */
  public byte[] pack(ToIntFunction<String> ids) {
    int[] termIds = new int[counts.size()];
    int[] frequencies = new int[counts.size()];
    int n = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      termIds[n] = ids.applyAsInt(entry.getKey());
      frequencies[n++] = entry.getValue();
    }
    return PackedTerms.encode(termIds, frequencies);
  }
}
