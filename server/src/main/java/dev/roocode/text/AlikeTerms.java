package dev.roocode.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Terms of a vocabulary that a word may stand for which none of them is: those that begin with it,
 * for it may not be written to its end yet, and those that few typing errors make of it. One error
 * is a letter too many, missing, wrong, or two of them swapped (optimal string alignment distance);
 * the first letter is taken to be right. One pass over the vocabulary.
 */
final class AlikeTerms {
  /** Shorter beginnings say nothing. */
  private static final int PREFIX_BYTES = 3;

  /** Shorter words turn into other words by one error. */
  private static final int ONE_ERROR_BYTES = 5;

  private static final int TWO_ERRORS_BYTES = 9;

  /** More alternatives drown the question's other words. */
  private static final int MOST = 6;

  private static final double COMPLETED = 0.6;
  private static final double MENDED = 0.5;

  /**
   * @param id in the vocabulary
   * @param share 0 … 1, how much it counts beside a word that was found as it was written
   */
  record Alike(int id, double share) {}

  private record Candidate(int id, int errors, int chunks) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparingInt(Candidate::errors)
            .thenComparingInt(candidate -> -candidate.chunks())
            .thenComparingInt(Candidate::id);
  }

  private AlikeTerms() {}

  /** The likeliest ones: what the word begins before what is mended, frequent ones first. */
  static List<Alike> of(String term, Vocabulary vocabulary, Postings postings) {
    byte[] wanted = term.getBytes(StandardCharsets.UTF_8);
    if (wanted.length < PREFIX_BYTES) {
      return List.of();
    }
    int errors = errors(wanted.length);
    List<Candidate> found = new ArrayList<>();
    vocabulary.each((bytes, from, to, id) -> {
      if (bytes[from] == wanted[0] && to - from >= wanted.length - errors) {
        int distance = distance(wanted, bytes, from, to, errors);
        if (distance <= errors && postings.chunksWith(id) > 0) {
          found.add(new Candidate(id, distance, postings.chunksWith(id)));
        }
      }
    });
    return found.stream()
        .sorted(Candidate.ORDER)
        .limit(MOST)
        .map(candidate -> new Alike(candidate.id(), candidate.errors() == 0 ? COMPLETED : MENDED))
        .toList();
  }

  private static int errors(int length) {
    return length >= TWO_ERRORS_BYTES ? 2 : length >= ONE_ERROR_BYTES ? 1 : 0;
  }

  /**
   * 0 for a term that begins with the wanted bytes; more than {@code most} where it is not alike.
   */
  private static int distance(byte[] wanted, byte[] bytes, int from, int to, int most) {
    int length = to - from;
    if (length >= wanted.length
        && Arrays.equals(wanted, 0, wanted.length, bytes, from, from + wanted.length)) {
      return 0;
    }
    return Math.abs(length - wanted.length) > most
        ? most + 1
        : aligned(wanted, Arrays.copyOfRange(bytes, from, to), most);
  }

  /** Optimal string alignment distance, row by row; given up once a row is above {@code most}. */
  private static int aligned(byte[] a, byte[] b, int most) {
    int[] twoBefore = new int[b.length + 1];
    int[] before = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length; j++) {
        int changed = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int value = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        row[j] = swapped ? Math.min(value, twoBefore[j - 2] + 1) : value;
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
      int[] free = twoBefore;
      twoBefore = before;
      before = row;
      row = free;
    }
    return before[b.length];
  }
}
