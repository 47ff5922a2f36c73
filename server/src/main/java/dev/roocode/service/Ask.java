package dev.roocode.service;

import dev.roocode.domain.Fault;
import java.util.Arrays;
import java.util.Locale;

/**
 * A question to be answered.
 *
 * @param question in plain words
 * @param limit the most passages to use, 1 to 200
 * @param writer who writes the text
 * @param regenerate not from what is kept of an earlier, equal question
 * @param allowRemote the user allows for this workspace that passages go to another machine
 */
public record Ask(
    String question, int limit, Writer writer, boolean regenerate, boolean allowRemote) {
  /** Who writes the text of an answer. */
  public enum Writer {
    /** Nobody: passages are quoted. */
    EXTRACTIVE,
    /** The model of the settings, over HTTP. */
    HTTP;

    /** As people and programs write it: {@code extractive}, {@code http}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its word.
     *
     * @throws Fault.Invalid for any other
     */
    public static Writer of(String word) {
      return Arrays.stream(values())
          .filter(writer -> writer.word().equals(word))
          .findFirst()
          .orElseThrow(
              () -> new Fault.Invalid("generator", "is not known", "use extractive or http"));
    }
  }

  /** With passages quoted, kept or not. */
  public static Ask of(String question, int limit) {
    return new Ask(question, limit, Writer.EXTRACTIVE, false, false);
  }
}
