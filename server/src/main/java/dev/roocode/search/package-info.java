/**
 * From a question to ranked places: text and vectors side by side under a deadline, fused, weighed,
 * thinned, with snippets.
 *
 * <p>Must never know: how chunks were made, the wire.
 */
@NullMarked
package dev.roocode.search;

import org.jspecify.annotations.NullMarked;
