package dev.roocode.generate;

/**
 * One server-sent event.
 *
 * @param name {@code ""} where it has none
 * @param data its lines, joined by line feeds; never empty
 */
record Event(String name, String data) {}
