package dev.roocode.protocol;

/** How much of the workspace an answer could see. */
@Doc("How much of the workspace an answer could see")
public record IndexCoverage(
    @Doc("files whose text is searchable") int filesIndexed,
    @Doc("files that belong into the index") int filesTotal,
    @Doc("chunks searchable as text") int chunks,
    @Doc("chunks searchable by meaning") int vectors) {}
