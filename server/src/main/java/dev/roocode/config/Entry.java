package dev.roocode.config;

import dev.roocode.domain.Language;
import dev.roocode.redact.Redactor;

/**
 * A setting as it is recorded.
 *
 * @param text its value in one line, see {@link Key#text}
 * @param secret whether only a change of it may be recorded
 */
record Entry(String name, String text, boolean secret) {
  /** A value that holds a secret makes the setting one, such as an address with a password. */
  static Entry of(String name, String text, boolean secret) {
    boolean holdsSecret = secret || Redactor.redact(Language.TEXT, text).count() > 0;
    return new Entry(name, text, holdsSecret);
  }

  @Override
  public String toString() {
    return name + "=" + (secret ? "(secret)" : text);
  }
}
