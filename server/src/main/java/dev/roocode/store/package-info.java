/**
 * The truth about a workspace: files, chunks, symbols, vectors, generations. One contract, run
 * against every implementation.
 *
 * <p>Must never know: how files are found, how text is embedded, who is calling.
 */
@NullMarked
package dev.roocode.store;

import org.jspecify.annotations.NullMarked;
