/**
 * The nouns of the product as records, and its faults. No I/O, no threads.
 *
 * <p>Must never know: files on disk, SQL, the wire protocol, who is calling.
 */
@NullMarked
package dev.roocode.domain;

import org.jspecify.annotations.NullMarked;
