package dev.roocode.domain;

/**
 * How much of the workspace an answer could see.
 *
 * @param filesIndexed files whose text is searchable
 * @param filesTotal files that belong into the index
 * @param chunks chunks searchable as text
 * @param vectors chunks searchable by meaning
 */
public record Coverage(int filesIndexed, int filesTotal, int chunks, int vectors) {}
