package dev.roocode.text;

/**
 * BM25 of whole files, gathered while the chunks are scored: a term's frequencies are summed over
 * the chunks of each file first.
 */
final class FileScores {
  private final int[] lengths;
  private final Bm25 bm25;
  private final float[] scores;
  private final int[] frequencies;
  private final int[] touched;
  private int touchedCount;

  FileScores(int[] lengths, Bm25 bm25) {
    this.lengths = lengths;
    this.bm25 = bm25;
    this.scores = new float[lengths.length];
    this.frequencies = new int[lengths.length];
    this.touched = new int[lengths.length];
  }

  void count(int file, int frequency) {
    if (frequencies[file] == 0) {
      touched[touchedCount++] = file;
    }
    frequencies[file] += frequency;
  }

  void finishTerm(float queryWeight) {
    bm25.term(touchedCount, queryWeight);
    for (int i = 0; i < touchedCount; i++) {
      int file = touched[i];
      scores[file] += bm25.score(frequencies[file], lengths[file]);
      frequencies[file] = 0;
    }
    touchedCount = 0;
  }

  float[] scores() {
    return scores;
  }
}
