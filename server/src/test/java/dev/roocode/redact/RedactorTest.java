package dev.roocode.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final long SEED = Long.getLong("seed", 20_261_124L);
  private static final int ROUNDS = 100;

  private final Secrets secrets = new Secrets(SEED);

  private static Redacted java(String text) {
    return Redactor.redact(Language.JAVA, text);
  }

  /** The secret is gone, all around it is as it was, and a second time changes nothing. */
  private static void gone(Language language, String form, String secret) {
    String text = "first();\n" + form.formatted(secret) + "\nlast();\n";
    Redacted redacted = Redactor.redact(language, text);
    String why = "seed " + SEED + ": " + text;
    assertEquals("first();\n" + form.formatted(Spans.MARKER) + "\nlast();\n", redacted.text(), why);
    assertEquals(1, redacted.count(), why);
    assertEquals(0, Redactor.redact(language, redacted.text()).count(), why);
  }

  @Test
  void tokensOfKnownFormAreTakenOut() {
    for (int round = 0; round < ROUNDS; round++) {
      secrets.tokens().forEach((name, token) -> gone(Language.JAVA, "use(\"%s\"); // why", token));
    }
  }

  @Test
  void whatIsAssignedToATellingNameIsTakenOut() {
    for (int round = 0; round < ROUNDS; round++) {
      for (String form : Secrets.keyForms()) {
        gone(Language.TYPESCRIPT, form, secrets.mixed(40));
        gone(Language.JAVA, form, secrets.hex(32));
      }
      for (String form : Secrets.bareForms()) {
        gone(Language.YAML, form, secrets.mixed(40));
      }
      for (String form : Secrets.passwordForms()) {
        gone(Language.JAVA, form, secrets.mixed(14));
      }
    }
  }

  @Test
  void withoutQuotesOnlySettingsHoldValues() {
    String line = "apiKey = " + secrets.mixed(40) + ";";
    assertEquals(0, java(line).count(), "an identifier of the program");
    assertEquals(1, Redactor.redact(Language.PROPERTIES, line).count());
  }

  @Test
  void aPrivateKeyGoesAndItsLinesStay() {
    List<String> key = secrets.keyLines(24);
    for (String label :
        List.of("RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK")) {
      String text =
          "a\n-----BEGIN %s-----\n%s\n-----END %s-----\nb\n"
              .formatted(label, String.join("\n", key), label);
      Redacted redacted = Redactor.redact(Language.TEXT, text);
      assertEquals(1, redacted.count(), label);
      assertEquals(text.lines().count(), redacted.text().lines().count());
      assertTrue(redacted.text().startsWith("a\n-----BEGIN " + label + "-----\n[redacted]\n"));
      assertTrue(redacted.text().endsWith("[redacted]\n-----END " + label + "-----\nb\n"));
      key.forEach(line -> assertFalse(redacted.text().contains(line)));
    }
  }

  @Test
  void aPrivateKeyInAProgramGoesAndTheProgramStays() {
    List<String> key = secrets.keyLines(3);
    String text = "String key = \"-----BEGIN PRIVATE KEY-----\\n\"\n";
    for (String line : key) {
      text += "    + \"" + line + "\\n\"\n";
    }
    text += "    + \"-----END PRIVATE KEY-----\";\nint after;\n";
    String expected =
        "String key = \"-----BEGIN PRIVATE KEY-----\\n\"\n"
            + "    + \"[redacted]\\n\"\n".repeat(4)
            + "    + \"-----END PRIVATE KEY-----\";\nint after;\n";
    assertEquals(expected, java(text).text());
  }

  @Test
  void aPrivateKeyInOneLineGoes() {
    String key = String.join("\\n", secrets.keyLines(3));
    String text =
        "{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\n"
            + key
            + "\\n-----END PRIVATE KEY-----\"}";
    assertEquals(
        "{\"private_key\": \"-----BEGIN PRIVATE KEY-----"
            + "\\n[redacted]".repeat(4)
            + "\\n-----END PRIVATE KEY-----\"}",
        Redactor.redact(Language.JSON, text).text());
  }

  @Test
  void anUnfinishedPrivateKeyGoesAndTheProgramBehindItStays() {
    List<String> key = secrets.keyLines(3);
    String begin = "-----BEGIN EC PRIVATE KEY-----\n";
    for (String after : List.of("", "\nreturn\n", "\n}\nfoo(bar);\n")) {
      String text = begin + String.join("\n", key) + after;
      assertEquals(
          begin + "[redacted]\n[redacted]\n[redacted]\n[redacted]" + after, java(text).text());
    }
    String cut = begin + key.getFirst() + "\nreturn\n";
    assertEquals(begin + "[redacted]\nreturn\n", java(cut).text());
    String two = begin + key.getFirst() + "\n" + begin + key.get(1) + "\n";
    assertEquals(2, java(two).count());
  }

  @Test
  void talkAboutKeysStays() {
    String longWord = "a1".repeat(30);
    for (String text :
        List.of(
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n" + longWord,
            "text.indexOf(\"-----BEGIN \") // PRIVATE KEY-----\n" + longWord,
            "-----BEGIN CERTIFICATE-----\n" + longWord + "\n-----END CERTIFICATE-----",
            "-----BEGIN " + "x".repeat(80) + " PRIVATE KEY-----\n" + longWord,
            "-----BEGIN PRIVATE KEY-----\n" + "aNameOfAProgram".repeat(4),
            "-----BEGIN PRIVATE KEY",
            "-----BEGIN PRIVATE KEY-----")) {
      assertSame(text, java(text).text(), text);
    }
  }

  /** Nothing here is a secret, though names or forms come near. */
  @Test
  void ordinaryCodeStays() {
    for (String text :
        List.of(
            "String PASSWORD_FIELD = \"password1\";",
            "password = readPassword();",
            "String password = \"\";",
            "token = \"identifier\";",
            "apiKey: string;",
            "apiKey = process.env.API_KEY_2024_PRODUCTION_EU1",
            "api_key = \"your-api-key-here-1234567890\"",
            "api_key = \"${VAULT_API_KEY_0123456789abc}\"",
            "secret = \"my-secret-name-2024-prod\"",
            "token = \"com.example.token.v2.Parser17\"",
            "token = \"/var/run/secrets/token-v1beta1\"",
            "accessKey = \"<access key, 20 characters, A1>\"",
            "password: 'Must have 8 characters and 1 digit'",
            "password = \"[a-z0-9]{8,}\"",
            "passphrase = \"correct horse battery 1\"",
            "token = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa11\"",
            "sha = \"da39a3ee5e6b4b0d3255bfef95601890afd80709\"",
            "const id = '550e8400-e29b-41d4-a716-446655440000'",
            "key = \"0123456789abcdef0123456789abcdef\"",
            "the token: a word of the language, see chapter 12",
            "postgres://postgres:postgres@localhost/db",
            "https://user:password@host/",
            "https://user:${PASSWORD}@host/",
            "https://host:8080/path?x=a@b",
            "http://[::1]:80/",
            "git@github.com:org/repo.git",
            "ssh://git@github.com/org/repo.git",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "sk-your-key",
            "sk-learn-tree-model-with-many-words-and-2-digits-in-it",
            "AKIAIOSFODNN7EXAMPLE",
            "AKIA",
            "hf_transfer_enabled_by_default_since_version_2",
            "Authorization: Bearer <token>",
            "Authorization: Bearer abc",
            "Basic authentication",
            "Basic",
            "bearer of good news",
            "eyJhbGci.x",
            "ya29.a",
            "SG.short.one",
            "hvs",
            "token",
            "=",
            "token ====== \"x\"",
            "token = \"unfinished",
            "token = \"escaped\\n0123456789abcDEF\"",
            "token >",
            "<token>",
            "<token>0123456789abcDEF",
            "://",
            "x://@",
            "x://a:b@")) {
      assertSame(text, Redactor.redact(Language.MARKDOWN, text).text(), text);
      assertSame(text, java(text).text(), text);
    }
  }

  @Test
  void severalSecretsOfOneLineAreCounted() {
    String text =
        "a = login(token=\"%s\", password=\"%s\", key=\"%s\")"
            .formatted(secrets.mixed(40), secrets.mixed(12), secrets.tokens().get("github"));
    Redacted redacted = Redactor.redact(Language.PYTHON, text);
    assertEquals(3, redacted.count());
    assertEquals(
        "a = login(token=\"[redacted]\", password=\"[redacted]\", key=\"[redacted]\")",
        redacted.text());
  }

  /** What two rules find is one secret. */
  @Test
  void rulesMayOverlap() {
    Redacted redacted = java("token = \"" + secrets.tokens().get("web") + "\";");
    assertEquals(new Redacted("token = \"[redacted]\";", 1), redacted);
  }

  /** Any text keeps its lines, and a second time finds nothing. */
  @Test
  void anyTextKeepsItsLines() {
    String alphabet = "aZ09 \n\"'`=:>!<@/.-_[]{}\\";
    List<String> pieces =
        List.of("token", "password", "-----BEGIN ", "PRIVATE KEY-----", "-----END", "://", "eyJ");
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int part = 0; part < 12; part++) {
        text.append(secrets.of(alphabet, 3)).append(pieces.get((round + part * part) % 7));
        text.append(part % 3 == 0 ? secrets.mixed(44) : "");
      }
      Language language = round % 2 == 0 ? Language.YAML : Language.JAVA;
      Redacted redacted = Redactor.redact(language, text.toString());
      String why = "seed " + SEED + " round " + round + ": " + text;
      assertEquals(lines(text.toString()), lines(redacted.text()), why);
      assertEquals(0, Redactor.redact(language, redacted.text()).count(), why);
    }
  }

  private static long lines(String text) {
    return text.chars().filter(c -> c == '\n').count();
  }

  /** A rule that looked again and again over the same text would not come to an end here. */
  @Test
  void longTextsOfOneKindComeToAnEnd() {
    for (String piece :
        List.of(
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN ",
            "<token>",
            "token=\"",
            "x://a:",
            "eyJ",
            "A",
            "=",
            "eyJaaaaaaaaaa.",
            "PRIVATE KEY",
            "token: a",
            "Bearer a",
            "-",
            "\\n")) {
      String text = piece.repeat(4_000_000 / piece.length());
      assertEquals(lines(text), lines(Redactor.redact(Language.YAML, text).text()));
    }
  }
}
