package dev.roocode.app.bench;

import java.util.SplittableRandom;

/** Text that is distributed like code: identifiers of words with Zipf's frequencies, lines. */
final class MadeCode {
  private static final int WORDS = 10_000;
  private static final int IDENTIFIERS = 100_000;
  private static final int LINES = 240;
  private static final String[] SYLLABLES = {
    "ka", "lo", "mi", "ter", "su", "ren", "do", "fi", "gan", "pel", "tro", "vis", "qua", "ber"
  };
  private static final String[] SHAPES = {
    "    %s %s = %s(%s);",
    "    if (%s.%s() == %s) {%n      return %s;%n    }",
    "    // the %s of %s for each %s and %s",
    "  void %s(%s %s, int %s) {",
    "  }%n"
  };

  private MadeCode() {}

  /** The same text for the same number. */
  static String text(int number) {
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder text = new StringBuilder("class Made" + number + " {\n");
    for (int line = 0; line < LINES; line++) {
      Object[] words = new Object[4];
      for (int i = 0; i < words.length; i++) {
        words[i] = identifier(random);
      }
      text.append(SHAPES[random.nextInt(SHAPES.length)].formatted(words)).append('\n');
    }
    return text.append("}\n").toString();
  }

  /** The n-th identifier comes with a probability of about 1/n, and is always the same. */
  private static String identifier(SplittableRandom random) {
    SplittableRandom own = new SplittableRandom(rank(random, IDENTIFIERS));
    StringBuilder name = new StringBuilder(word(own));
    for (int more = own.nextInt(3); more > 0; more--) {
      String next = word(own);
      name.append(Character.toUpperCase(next.charAt(0))).append(next, 1, next.length());
    }
    return name.toString();
  }

  private static int rank(SplittableRandom random, int count) {
    return (int) Math.exp(random.nextDouble() * Math.log(count));
  }

  /** The n-th word comes with a probability of about 1/n. */
  private static String word(SplittableRandom random) {
    int rank = rank(random, WORDS);
    StringBuilder word = new StringBuilder();
    for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }
}
