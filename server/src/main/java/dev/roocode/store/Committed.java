package dev.roocode.store;

/**
 * What a commit wrote.
 *
 * @param generation after it
 * @param chunks written
 * @param queued of those, texts that now wait for a vector
 * @param reused of those, chunks whose vector was known by content
 */
public record Committed(long generation, int chunks, int queued, int reused) {}
