package dev.roocode.vector;

import org.jspecify.annotations.Nullable;

/**
 * How the graph stands.
 *
 * @param present whether there is one, be it unfinished; else every search is a scan
 * @param linked rows it has taken in, with those that have died and are not yet forgotten
 * @param waiting rows it has not; searches look at few beside the graph, and scan while there are
 *     many
 * @param answers searches that it has answered
 * @param fault why there will be none until the next start; null while nothing went wrong
 */
public record GraphStatus(
    boolean present, int linked, int waiting, long answers, @Nullable String fault) {}
