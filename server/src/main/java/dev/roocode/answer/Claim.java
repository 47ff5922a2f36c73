package dev.roocode.answer;

import dev.roocode.domain.Answer.What;

/**
 * A piece of a text that claims that something is there.
 *
 * @param start in UTF-16 units of the text
 * @param end behind its last unit
 * @param text the path of a place, the identifier, {@code ""} for a number
 * @param first the number of a source, or the first line of a place
 * @param last of a place
 */
record Claim(int start, int end, What what, String text, int first, int last) {}
