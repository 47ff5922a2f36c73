package dev.roocode.redact;

/**
 * A text without its secrets.
 *
 * @param text with the same lines as the one given; the same object where nothing was found
 * @param count of secret values; a private key of many lines is one
 */
public record Redacted(String text, int count) {}
