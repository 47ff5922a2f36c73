package dev.roocode.store.local;

/**
 * What an index holds, counted row by row.
 *
 * @param schema the format of its tables
 * @param model whose vectors answer; empty before the first
 * @param generation counts its commits
 * @param vectors rows of that model, shared by equal chunks
 * @param queued contents that wait for a vector
 */
public record IndexFacts(
    int schema,
    String model,
    long generation,
    long files,
    long chunks,
    long symbols,
    long vectors,
    long queued) {}
