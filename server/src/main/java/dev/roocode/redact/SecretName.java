package dev.roocode.redact;

import java.util.Locale;
import java.util.Set;

/** What a name promises of the value assigned to it, by its last words. */
enum SecretName {
  PASSWORD,
  KEY,
  NONE;

  private static final Set<String> PASSWORDS = Set.of("passphrase", "pwd", "pass", "passwort");

  private static final Set<String> KEYS =
      Set.of("apikey", "credential", "credentials", "accesskey", "secretkey");

  /** Before {@code key}. */
  private static final Set<String> KINDS_OF_KEY =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "auth",
          "encryption",
          "signing",
          "account",
          "shared",
          "master");

  /** The last letters of all of them, so that most names cost no more than a look. */
  private static final String ENDINGS = "deslntyDESLNTY";

  /** Whether a name that ends so may be one; most are none. */
  static boolean mayEndWith(char last) {
    return ENDINGS.indexOf(last) >= 0;
  }

  static SecretName of(String name) {
    if (name.isEmpty()) {
      return NONE;
    }
    int start = wordStart(name, name.length());
    String last = name.substring(start).toLowerCase(Locale.ROOT);
    if (PASSWORDS.contains(last) || last.endsWith("password") || last.endsWith("passwd")) {
      return PASSWORD;
    }
    if (KEYS.contains(last) || last.endsWith("secret") || last.endsWith("token")) {
      return KEY;
    }
    if (!last.equals("key")) {
      return NONE;
    }
    int end = start;
    while (end > 0 && !Chars.isLetter(name.charAt(end - 1))) {
      end--;
    }
    String before = name.substring(wordStart(name, end), end).toLowerCase(Locale.ROOT);
    return KINDS_OF_KEY.contains(before) ? KEY : NONE;
  }

  /** Where the word begins that ends there: {@code camelCase}, {@code snake_case}, {@code CAPS}. */
  private static int wordStart(String name, int end) {
    int at = end;
    while (at > 0 && Chars.isLetter(name.charAt(at - 1))) {
      at--;
      boolean hump =
          Chars.isUpper(name.charAt(at)) && at + 1 < end && Chars.isLower(name.charAt(at + 1));
      if (hump) {
        return at;
      }
      boolean step = at > 0 && Chars.isLower(name.charAt(at - 1)) && Chars.isUpper(name.charAt(at));
      if (step) {
        return at;
      }
    }
    return at;
  }
}
