package dev.roocode.protocol;

/** A place in a text, as the language server protocol has it. */
@Doc("A place in a text")
public record Position(
    @Doc("line, from 0") int line, @Doc("UTF-16 code units before it, from 0") int character) {}
