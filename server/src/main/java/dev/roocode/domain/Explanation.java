package dev.roocode.domain;

import org.jspecify.annotations.Nullable;

/**
 * Why a file is, or is not, indexed.
 *
 * @param indexed whether its text is searchable now
 * @param reason one plain sentence
 * @param rule the pattern or the name of the rule that decided, null where none did
 * @param source where the rule stands, such as {@code src/.gitignore:3}, null for built-in rules
 */
public record Explanation(
    boolean indexed, String reason, @Nullable String rule, @Nullable String source) {}
