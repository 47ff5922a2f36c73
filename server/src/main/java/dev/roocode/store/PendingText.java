package dev.roocode.store;

import dev.roocode.domain.ContentHash;

/**
 * A text that waits for its vector.
 *
 * @param hash its identity ({@code Chunk.hash})
 * @param text what the embedder reads
 * @param attempts how often it has been postponed
 */
public record PendingText(ContentHash hash, String text, int attempts) {}
