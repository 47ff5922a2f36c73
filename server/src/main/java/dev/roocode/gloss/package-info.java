/**
 * Reads a Japanese question as the English words that code is written in: a glossary of our own,
 * spelling rules, and parts of compounds. Pure functions over a table that is read once.
 *
 * <p>Must never know: what is searched, and how.
 */
@NullMarked
package dev.roocode.gloss;

import org.jspecify.annotations.NullMarked;
