package dev.roocode.protocol;

/** A half-open piece of a text. */
@Doc("A piece of a text; the end is not part of it")
public record Range(@Doc("the first place") Position start, @Doc("behind the last") Position end) {}
