package dev.roocode.embed;

/**
 * What makes vectors comparable: the same name means the same space.
 *
 * @param name stable over releases, such as {@code all-MiniLM-L6-v2-int8}
 * @param dimensions length of each vector
 */
public record ModelId(String name, int dimensions) {}
