package dev.roocode.redact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes secrets of every kind at random, so that none stands in a source file. */
final class Secrets {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String ALNUM = LOWER.toUpperCase(Locale.ROOT) + LOWER + DIGITS;
  private static final String HEX = DIGITS + "abcdef";

  private final SplittableRandom random;

  Secrets(long seed) {
    random = new SplittableRandom(seed);
  }

  String of(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** Random with at least three digits among the letters, as nearly all random values are. */
  String mixed(int length) {
    String text = of(ALNUM, length - 6);
    return text + of(DIGITS, 1) + of(LOWER, 1) + of(DIGITS, 1) + of(LOWER, 1) + of(DIGITS, 1) + "q";
  }

  String hex(int length) {
    return of(HEX, length - 4) + "a7f3";
  }

  /** By name: tokens that tell by themselves what they are. */
  Map<String, String> tokens() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("aws", "AKIA" + of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12) + "Q2W7");
    tokens.put("github", "ghp_" + mixed(36));
    tokens.put("github fine", "github_pat_" + mixed(22) + "_" + mixed(59));
    tokens.put("gitlab", "glpat-" + mixed(20));
    tokens.put("slack", "xoxb-" + of(DIGITS, 12) + "-" + of(DIGITS, 12) + "-" + mixed(24));
    tokens.put("stripe", "sk_live_" + mixed(24));
    tokens.put("google", "AIza" + mixed(35));
    tokens.put("google oauth", "ya29." + mixed(60));
    tokens.put("sendgrid", "SG." + mixed(22) + "." + mixed(43));
    tokens.put("model", "sk-" + mixed(48));
    tokens.put("model project", "sk-proj-" + mixed(60));
    tokens.put("npm", "npm_" + mixed(36));
    tokens.put("hub", "hf_" + mixed(34));
    tokens.put("shop", "shpat_" + hex(32));
    tokens.put("ocean", "dop_v1_" + hex(64));
    tokens.put("web", "eyJ" + mixed(30) + ".eyJ" + mixed(80) + "." + mixed(43));
    return tokens;
  }

  /** Ways to write a key of 40 characters down; {@code %s} is the key. */
  static List<String> keyForms() {
    return List.of(
        "String apiKey = \"%s\";",
        "const client_secret = '%s'",
        "  \"access-token\": \"%s\",",
        "private static final String AUTH_TOKEN =\n      \"%s\";",
        "let token: string = `%s`;",
        "config['api_key'] = b\"%s\"",
        "token := \"%s\"",
        "<apiKey>%s</apiKey>",
        ":secret => '%s'",
        "if (token == \"%s\") {",
        "\"Authorization: Bearer %s\"",
        "curl -H 'Authorization: bearer %s'",
        "url = \"https://%s@git.host/x.git\"");
  }

  /** Ways that count in files of settings only. */
  static List<String> bareForms() {
    return List.of(
        "API_KEY=%s",
        "export ACCESS_TOKEN=%s",
        "apiKey: %s",
        "//registry.host/:_authToken=%s",
        "run --client-secret=%s --verbose");
  }

  static List<String> passwordForms() {
    return List.of(
        "password = \"%s\"",
        "DB_PASSWORD = '%s'",
        "\"dbPassword\": \"%s\"",
        "jdbc.passwd = \"%s\"",
        "url = \"postgres://app:%s@db.host:5432/shop\"",
        "redis://:%s@cache.host");
  }

  /** A private key's lines. */
  List<String> keyLines(int lines) {
    List<String> made = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      made.add(of(ALNUM + "+/", 64));
    }
    made.add(of(ALNUM, 21) + "Q9==");
    return made;
  }
}
