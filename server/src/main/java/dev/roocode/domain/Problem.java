package dev.roocode.domain;

/**
 * Something about one file that the user may want to know: it vanished, cannot be read, is cut, is
 * left out by a rule.
 *
 * @param path the file as people read it
 * @param rule a stable word such as {@code unreadable}, {@code tooLarge}, {@code binary}
 * @param message one plain sentence
 */
public record Problem(String path, String rule, String message) {}
