package dev.roocode.redact;

/**
 * Values that stand behind a telling name: {@code apiKey = "…"}, {@code "password": "…"}, {@code
 * token := `…`}, {@code password: string = '…'}, {@code <apiKey>…</apiKey>}, and in files of
 * settings {@code PASSWORD=…} without quotes.
 */
final class Assignments {
  private static final int NAME_CHARS = 80;
  private static final int BLANKS = 80;
  private static final int VALUE_CHARS = 512;
  private static final int OPERATOR_CHARS = 3;
  private static final int PREFIX_CHARS = 2;
  private static final int TYPE_CHARS = 40;

  private final String text;
  private final boolean bareValues;
  private final Spans spans;

  Assignments(String text, boolean bareValues, Spans spans) {
    this.text = text;
    this.bareValues = bareValues;
    this.spans = spans;
  }

  void find() {
    int at = 0;
    while (at < text.length()) {
      if (!isOperator(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length() && isOperator(text.charAt(end))) {
        end++;
      }
      if (end - at <= OPERATOR_CHARS) {
        operator(at, end);
      }
      at = end;
    }
  }

  private static boolean isOperator(char c) {
    return c == ':' || c == '=' || c == '>' || c == '!';
  }

  private void operator(int start, int end) {
    int nameEnd = nameEnd(start);
    if (nameEnd == 0 || !SecretName.mayEndWith(text.charAt(nameEnd - 1))) {
      return;
    }
    String name = name(nameEnd);
    SecretName kind = SecretName.of(name);
    if (kind == SecretName.NONE) {
      return;
    }
    int value = skipBlanks(end);
    if (text.charAt(start) == ':') {
      value = skipType(value);
    }
    int quote = quoteAt(value);
    if (text.charAt(start) == '>') {
      element(start, name, kind);
    } else if (quote >= 0) {
      quoted(quote, kind);
    } else if (bareValues && onLine(end, value)) {
      bare(value, kind);
    }
  }

  private int nameEnd(int operator) {
    int end = operator;
    int least = Math.max(0, operator - BLANKS);
    while (end > least && "\"'`]? \t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** The name before an operator: {@code user.apiKey}, {@code "api_key"}, {@code ["api-key"]}. */
  private String name(int end) {
    int start = end;
    while (start > Math.max(0, end - NAME_CHARS)
        && (Chars.isWord(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    return text.substring(start, end);
  }

  private int skipBlanks(int from) {
    int at = from;
    int most = Math.min(text.length(), from + BLANKS);
    while (at < most && Chars.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean onLine(int from, int to) {
    return text.substring(from, Math.min(to, text.length())).indexOf('\n') < 0;
  }

  /** Behind the type and the equals sign of {@code name: String = value}; else the same place. */
  private int skipType(int from) {
    int at = from;
    int most = Math.min(text.length(), from + TYPE_CHARS);
    while (at < most
        && (Chars.isLetter(text.charAt(at)) || ".<>?&| ".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    boolean typed = at > from && at < text.length() && text.charAt(at) == '=';
    return typed ? skipBlanks(at + 1) : from;
  }

  /** Where the opening quote is, behind a prefix such as {@code r} or {@code b}; -1 for none. */
  private int quoteAt(int from) {
    int at = from;
    int most = Math.min(text.length() - 1, from + PREFIX_CHARS);
    while (at < most && (Chars.isLetter(text.charAt(at)) || text.charAt(at) == '@')) {
      at++;
    }
    return at < text.length() && Chars.isQuote(text.charAt(at)) ? at : -1;
  }

  private void quoted(int quote, SecretName kind) {
    char mark = text.charAt(quote);
    int start = quote + 1;
    int most = Math.min(text.length(), start + VALUE_CHARS);
    for (int at = start; at < most; at++) {
      char c = text.charAt(at);
      if (c == mark) {
        take(start, at, kind);
        return;
      }
      if (c == '\n' || c == '\\') {
        return;
      }
    }
  }

  private void bare(int start, SecretName kind) {
    int end = start;
    int most = Math.min(text.length(), start + VALUE_CHARS);
    while (end < most
        && !Chars.isBlank(text.charAt(end))
        && "\"'`;,".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    take(start, end, kind);
  }

  /** {@code <name>value</name>}. */
  private void element(int close, String name, SecretName kind) {
    int open = close - name.length() - 1;
    if (open < 0 || text.charAt(open) != '<') {
      return;
    }
    int end = close + 1;
    int most = Math.min(text.length(), end + VALUE_CHARS);
    while (end < most && text.charAt(end) != '<') {
      end++;
    }
    if (text.startsWith("</", end)) {
      take(close + 1, end, kind);
    }
  }

  private void take(int start, int end, SecretName kind) {
    String value = text.substring(start, end);
    boolean secret =
        kind == SecretName.PASSWORD ? SecretValue.isPassword(value) : SecretValue.isKey(value);
    if (secret) {
      spans.add(start, end);
    }
  }
}
