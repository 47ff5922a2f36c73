/**
 * Nearest vectors by cosine: an exact scan up to the crossover, a graph above it; the same results
 * either way. Derived data: rebuilt from the store when its generation differs.
 *
 * <p>Must never know: files, chunks, SQL.
 */
@NullMarked
package dev.roocode.vector;

import org.jspecify.annotations.NullMarked;
