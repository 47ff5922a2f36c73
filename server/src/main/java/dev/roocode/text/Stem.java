package dev.roocode.text;

/**
 * A light English stemmer: steps 1 and 5 of M. F. Porter, "An algorithm for suffix stripping",
 * Program 14(3), 1980 — plurals, {@code -ed}, {@code -ing}, final {@code y} and {@code e}. The
 * steps between, which strip {@code -ation}, {@code -iser} and the like, are left out, because they
 * would make {@code parser} and {@code parse} or {@code generic} and {@code generate} one term,
 * which are different things in code. Words with other characters than a–z stay as they are.
 */
final class Stem {
  private Stem() {}

  /** The stem of a lower-case word; of one with three letters only a plural's s goes. */
  static String of(String word) {
    if (word.length() < 3 || !isPlain(word)) {
      return word;
    }
    if (word.length() == 3) {
      return dropPlural(word);
    }
    return dropFinalE(finalY(dropPast(dropPlural(word))));
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return false;
      }
    }
    return true;
  }

  /** Step 1a. */
  private static String dropPlural(String w) {
    if (w.endsWith("sses") || w.endsWith("ies")) {
      return cut(w, 2);
    }
    return w.endsWith("s") && !w.endsWith("ss") && !w.endsWith("us") ? cut(w, 1) : w;
  }

  /** Step 1b. */
  private static String dropPast(String w) {
    if (w.endsWith("eed")) {
      return measure(w, w.length() - 3) > 0 ? cut(w, 1) : w;
    }
    int ending = w.endsWith("ed") ? 2 : w.endsWith("ing") ? 3 : 0;
    if (ending == 0 || !hasVowel(w, w.length() - ending)) {
      return w;
    }
    return mend(cut(w, ending));
  }

  /** The second half of step 1b: what is left gets its ending back. */
  private static String mend(String w) {
    if (w.endsWith("at") || w.endsWith("bl") || w.endsWith("iz")) {
      return w + "e";
    }
    int n = w.length();
    if (endsInDoubleConsonant(w)) {
      char last = w.charAt(n - 1);
      return last == 'l' || last == 's' || last == 'z' ? w : cut(w, 1);
    }
    return measure(w, n) == 1 && endsShort(w, n) ? w + "e" : w;
  }

  /** Step 1c. */
  private static String finalY(String w) {
    boolean turns = w.endsWith("y") && hasVowel(w, w.length() - 1);
    return turns ? cut(w, 1) + "i" : w;
  }

  /** Step 5. */
  private static String dropFinalE(String word) {
    String w = word;
    if (w.endsWith("e")) {
      int before = w.length() - 1;
      int m = measure(w, before);
      w = m > 1 || (m == 1 && !endsShort(w, before)) ? cut(w, 1) : w;
    }
    return w.endsWith("ll") && measure(w, w.length() - 1) > 1 ? cut(w, 1) : w;
  }

  private static String cut(String w, int characters) {
    return w.substring(0, w.length() - characters);
  }

  /** Porter's m: how often a vowel is followed by a consonant in the first {@code end} letters. */
  private static int measure(String w, int end) {
    int m = 0;
    for (int i = 1; i < end; i++) {
      if (isConsonant(w, i) && !isConsonant(w, i - 1)) {
        m++;
      }
    }
    return m;
  }

  private static boolean hasVowel(String w, int end) {
    for (int i = 0; i < end; i++) {
      if (!isConsonant(w, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsInDoubleConsonant(String w) {
    int n = w.length();
    return n > 1 && w.charAt(n - 1) == w.charAt(n - 2) && isConsonant(w, n - 1);
  }

  /** Porter's *o: consonant, vowel, consonant other than w, x, y. */
  private static boolean endsShort(String w, int end) {
    if (end < 3 || !isConsonant(w, end - 1) || isConsonant(w, end - 2)) {
      return false;
    }
    return isConsonant(w, end - 3) && "wxy".indexOf(w.charAt(end - 1)) < 0;
  }

  /** {@code y} after a consonant is a vowel; looks back at most along a run of {@code y}. */
  private static boolean isConsonant(String w, int i) {
    char c = w.charAt(i);
    if (c == 'y') {
      return i == 0 || !isConsonant(w, i - 1);
    }
    return "aeiou".indexOf(c) < 0;
  }
}
