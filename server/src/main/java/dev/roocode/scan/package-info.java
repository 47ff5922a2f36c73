/**
 * Finds the files of a workspace that belong into its index, reads them as text, and says what
 * changed. Rules: nested ignore files, then our own named rules; each decision can be explained.
 *
 * <p>Must never know: chunks, the store, who is calling.
 */
@NullMarked
package dev.roocode.scan;

import org.jspecify.annotations.NullMarked;
