package dev.roocode.protocol;

/** Something about one file, or one half of a search, that the user may want to know. */
@Doc("Something that did not work as intended, without failing the request")
public record FileProblem(
    @Doc("the file, or the part of the server") String path,
    @Doc("a stable word such as `unreadable` or `late`") String rule,
    @Doc("one plain sentence") String message) {}
