package dev.roocode.rank;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;

/**
 * A chunk that may answer, with what the two halves of the index gave it.
 *
 * @param id unique among the candidates
 * @param textChunk BM25 of the chunk, 0 or more
 * @param textFile BM25 of its file, 0 or more
 * @param vectorChunk cosine of the chunk
 * @param vectorFile mean cosine of the best chunks of its file
 * @param fileName the share of the words of its file's name that the question holds, 0 … 1
 */
public record Candidate(
    long id,
    FilePath path,
    Language language,
    Chunk chunk,
    float textChunk,
    float textFile,
    float vectorChunk,
    float vectorFile,
    float fileName) {}
