/**
 * The pipeline: scan, chunk, commit (text searchable), then embed from a queue that the store
 * keeps.
 *
 * <p>Must never know: requests, queries, the wire.
 */
@NullMarked
package dev.roocode.index;

import org.jspecify.annotations.NullMarked;
