package dev.roocode.redact;

/**
 * Keys between {@code -----BEGIN … PRIVATE KEY-----} and {@code -----END}: PEM, OpenSSH, OpenPGP;
 * as lines of a file or as string literals of a program. Only the runs of base 64 go. A key without
 * an end, as it is while somebody pastes or types, goes as far as its lines look like one.
 */
final class PrivateKeys {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final String WORDS = "PRIVATE KEY";
  private static final int LABEL_CHARS = 60;

  /** A line of a key; shorter runs after the words are only talk about keys. */
  private static final int RUN_CHARS = 40;

  /** The first line of a key comes after a few headers at most. */
  private static final int HEADER_CHARS = 400;

  /** Rests of a key's last line; what is shorter tells nothing. */
  private static final int REST_CHARS = 4;

  private final String text;
  private final Spans spans;

  PrivateKeys(String text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  void find() {
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int label = at + BEGIN.length();
      int close = text.indexOf(DASHES, label);
      boolean isKey = close >= 0 && close - label <= LABEL_CHARS && isLabel(label, close);
      int body = isKey ? close + DASHES.length() : label;
      int first = isKey ? firstRun(body) : -1;
      int next = first < 0 ? body : redact(first, end(first));
      at = text.indexOf(BEGIN, next);
    }
  }

  private boolean isLabel(int from, int to) {
    String label = text.substring(from, to);
    return label.contains(WORDS)
        && label
            .chars()
            .allMatch(c -> c == ' ' || Chars.isUpper((char) c) || Chars.isDigit((char) c));
  }

  /** Where the first line of a key begins, -1 where none follows. */
  private int firstRun(int from) {
    int limit = Math.min(text.length(), from + HEADER_CHARS);
    for (int at = from; at < limit && !text.startsWith(DASHES, at); ) {
      int end = runEnd(at);
      if (end - at >= RUN_CHARS && hasDigit(at, end)) {
        return at;
      }
      at = Math.max(end, at + 1);
    }
    return -1;
  }

  /** A long name of a program has seldom one; a line of a key nearly always. */
  private boolean hasDigit(int from, int to) {
    return text.substring(from, to).chars().anyMatch(c -> Chars.isDigit((char) c));
  }

  private int end(int first) {
    int dashes = text.indexOf(DASHES, first);
    if (dashes >= 0 && text.startsWith("END", dashes + DASHES.length())) {
      return dashes;
    }
    int end = lineEnd(first);
    while (end < text.length() && longestRun(end + 1) >= RUN_CHARS) {
      end = lineEnd(end + 1);
    }
    return end < text.length() && isRest(end + 1) ? lineEnd(end + 1) : end;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private int longestRun(int from) {
    int longest = 0;
    int end = lineEnd(from);
    for (int at = from; at < end; ) {
      int runEnd = runEnd(at);
      longest = Math.max(longest, runEnd - at);
      at = Math.max(runEnd, at + 1);
    }
    return longest;
  }

  /**
   * Whether a line is the short last one of a key: one run of base 64, and no word of a program.
   */
  private boolean isRest(int from) {
    String line = text.substring(from, Math.min(lineEnd(from), from + RUN_CHARS));
    String run = line.strip();
    return run.length() >= REST_CHARS
        && run.chars().allMatch(c -> isBase64((char) c))
        && !run.chars().allMatch(c -> Chars.isLower((char) c));
  }

  private int redact(int first, int end) {
    boolean began = false;
    for (int at = first; at < end; ) {
      int runEnd = Math.min(end, runEnd(at));
      // The letter of an escaped line end is no part of the key.
      int start = at > 0 && text.charAt(at - 1) == '\\' ? at + 1 : at;
      if (runEnd - start >= REST_CHARS && began) {
        spans.addPart(start, runEnd);
      } else if (runEnd - start >= REST_CHARS) {
        spans.add(start, runEnd);
        began = true;
      }
      at = Math.max(runEnd, at + 1);
    }
    return Math.max(end, first + 1);
  }

  private int runEnd(int from) {
    int at = from;
    while (at < text.length() && isBase64(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBase64(char c) {
    return Chars.isLetter(c) || Chars.isDigit(c) || c == '+' || c == '/' || c == '=';
  }
}
