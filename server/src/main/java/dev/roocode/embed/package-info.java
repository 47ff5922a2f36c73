/**
 * Turns text into vectors of unit length: the built-in model, or an endpoint of the user.
 *
 * <p>Must never know: what the text is, where vectors go.
 */
@NullMarked
package dev.roocode.embed;

import org.jspecify.annotations.NullMarked;
