package dev.roocode.redact;

import dev.roocode.domain.Language;
import java.util.EnumSet;
import java.util.Set;

/** Applies all rules to a text. Stateless. */
public final class Redactor {
  /** Where a value may stand without quotes. */
  private static final Set<Language> BARE_VALUES =
      EnumSet.of(
          Language.YAML,
          Language.PROPERTIES,
          Language.TOML,
          Language.BASH,
          Language.DOCKERFILE,
          Language.MAKEFILE,
          Language.MARKDOWN,
          Language.RESTRUCTUREDTEXT,
          Language.ASCIIDOC,
          Language.TEXT);

  private Redactor() {}

  /**
   * Takes the secrets out. Doing it again changes nothing.
   *
   * @param text with {@code \n} line ends
   */
  public static Redacted redact(Language language, String text) {
    Spans spans = new Spans();
    new PrivateKeys(text, spans).find();
    new Addresses(text, spans).find();
    new Tokens(text, spans).find();
    new Assignments(text, BARE_VALUES.contains(language), spans).find();
    return spans.applied(text);
  }
}
