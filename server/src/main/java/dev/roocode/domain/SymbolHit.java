package dev.roocode.domain;

/** A definition found by name. */
public record SymbolHit(FilePath path, Symbol symbol) {}
