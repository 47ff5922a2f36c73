package dev.roocode.store;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;

/** A chunk with its identifier and its file. Identifiers are never used again. */
public record StoredChunk(
    long id, FilePath path, Language language, FileStamp stamp, Chunk chunk) {}
