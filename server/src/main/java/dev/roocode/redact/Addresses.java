package dev.roocode.redact;

import java.util.Locale;
import java.util.Set;

/** Passwords in addresses: {@code scheme://user:password@host}, {@code https://token@host}. */
final class Addresses {
  private static final String MARK = "://";
  private static final int AUTHORITY_CHARS = 300;
  private static final int LEAST_CHARS = 4;
  private static final String ENDS = "/?#\"'`<>(){}[]|\\,;";

  /** What manuals write. */
  private static final Set<String> WORDS =
      Set.of(
          "pass",
          "password",
          "passwd",
          "pwd",
          "secret",
          "token",
          "user",
          "username",
          "test",
          "root",
          "admin",
          "guest",
          "postgres",
          "mysql",
          "mongo",
          "redis",
          "rabbitmq",
          "foobar");

  private final String text;
  private final Spans spans;

  Addresses(String text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  void find() {
    int at = text.indexOf(MARK);
    while (at >= 0) {
      authority(at + MARK.length());
      at = text.indexOf(MARK, at + MARK.length());
    }
  }

  private void authority(int start) {
    int most = Math.min(text.length(), start + AUTHORITY_CHARS);
    int host = -1;
    int colon = -1;
    for (int at = start; at < most; at++) {
      char c = text.charAt(at);
      if (Chars.isBlank(c) || ENDS.indexOf(c) >= 0) {
        break;
      }
      colon = c == ':' && colon < 0 ? at : colon;
      host = c == '@' ? at : host;
    }
    if (host < 0) {
      return;
    }
    if (colon >= 0 && colon < host) {
      password(text.substring(start, colon), colon + 1, host);
    } else if (SecretValue.isKey(text.substring(start, host))) {
      spans.add(start, host);
    }
  }

  private void password(String user, int start, int end) {
    String value = text.substring(start, end);
    String lower = value.toLowerCase(Locale.ROOT);
    boolean template = value.indexOf('$') >= 0 || value.contains("%s") || value.indexOf('*') >= 0;
    if (value.length() >= LEAST_CHARS
        && !template
        && !value.equals(user)
        && !WORDS.contains(lower)
        && !SecretValue.isStandIn(value)) {
      spans.add(start, end);
    }
  }
}
