package dev.roocode.rank;

/**
 * How much each sign counts. The four weights of the halves apply to scores that are stretched to 0
 * … 1 over the candidates of one question; the rest is added to or taken from their sum. The values
 * come from the retrieval benchmark (docs/BENCHMARKS.md): the weights of the halves, k1 and b of
 * BM25 and the deduction are those it names, but for {@code vectorFile}, which it sets to 0.3: 0.1
 * and {@code quoted} of 0.5 gain .012 R400L on five of six repositories and lose on none. {@code
 * symbol} and {@code quoted} gain .016 fMRR@10, on all six. A weight of any half that is a third
 * larger or smaller changes less than .008 R400L. {@code textFile} of 0.5 instead of the 0.35 that
 * it names and {@code fileName} gain .022 fMRR@10 together, and nothing is lost on any of the six
 * (docs/decisions/0010-ranking.md).
 *
 * @param textChunk BM25 of the chunk
 * @param textFile BM25 of the chunk's whole file
 * @param vectorChunk cosine of the chunk
 * @param vectorFile mean cosine of the three best chunks of its file
 * @param fileName the share of the words of the file's name that the question holds
 * @param prose factor on both vector weights for a short question in plain words; on questions
 *     people type into search engines vectors alone beat every mix, on the benchmark's own it makes
 *     no difference
 * @param symbol the question names the definition that the chunk belongs to
 * @param quoted the chunk holds what the question puts in quotation marks
 * @param path the question names the chunk's file
 * @param line the question names a line of the chunk, as stack traces do
 * @param aside taken from tests, documents, examples and data unless the question asks for them
 * @param perFile chunks of one file among the first ten; later places allow more in proportion. 6
 *     gains .004 R400L, 5 loses .002, 3 loses .014
 */
public record RankSettings(
    double textChunk,
    double textFile,
    double vectorChunk,
    double vectorFile,
    double fileName,
    double prose,
    double symbol,
    double quoted,
    double path,
    double line,
    double aside,
    int perFile) {
  public static final RankSettings DEFAULTS =
      new RankSettings(0.6, 0.5, 0.9, 0.1, 0.2, 1.35, 0.3, 0.5, 0.3, 1.0, 0.8, 6);
}
