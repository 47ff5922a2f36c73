/**
 * Cuts a file's text along its definitions. Every non-blank line is in a chunk; a property test
 * over every language holds that.
 *
 * <p>Must never know: files on disk, the store, vectors.
 */
@NullMarked
package dev.roocode.chunk;

import org.jspecify.annotations.NullMarked;
