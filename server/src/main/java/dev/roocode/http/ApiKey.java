package dev.roocode.http;

import dev.roocode.domain.Fault;

/** What opens a server. No log, setting or fault ever shows it. */
public final class ApiKey {
  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /**
   * @param text {@code ""} for none
   * @param name of the key, for a fault
   * @throws Fault.Invalid for a text that cannot be a key
   */
  public static ApiKey of(String text, String name) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new Fault.Invalid(name, "has blanks or characters beyond ASCII", "copy it again");
    }
    return new ApiKey(text);
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** For a header of the request alone. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "key";
  }
}
