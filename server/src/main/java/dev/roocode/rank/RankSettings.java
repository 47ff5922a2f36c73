package dev.roocode.rank;

/**
 * How much each sign counts. The four weights of the halves apply to scores that are stretched to 0
 * … 1 over the candidates of one question; the rest is added to or taken from their sum. All come
 * from the retrieval benchmark (docs/BENCHMARKS.md), each kept only if at least five of six
 * repositories gained.
 *
 * @param textChunk BM25 of the chunk
 * @param textFile BM25 of the chunk's whole file
 * @param vectorChunk cosine of the chunk
 * @param vectorFile mean cosine of the three best chunks of its file
 * @param symbol the question names the definition that the chunk belongs to
 * @param quoted the chunk holds what the question puts in quotation marks
 * @param path the question names the chunk's file
 * @param line the question names a line of the chunk, as stack traces do
 * @param aside taken from tests, documents, examples and data unless the question asks for them
 * @param perFile chunks of one file among the first ten; later places allow more in proportion
 */
public record RankSettings(
    double textChunk,
    double textFile,
    double vectorChunk,
    double vectorFile,
    double symbol,
    double quoted,
    double path,
    double line,
    double aside,
    int perFile) {
  public static final RankSettings DEFAULTS =
      new RankSettings(0.6, 0.35, 0.9, 0.3, 0.15, 0.15, 0.3, 1.0, 0.8, 4);
}
