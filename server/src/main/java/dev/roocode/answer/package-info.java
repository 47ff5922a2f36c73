/**
 * From places to an answer with citations.
 *
 * <p>Must never know: how places are found, the wire.
 */
@NullMarked
package dev.roocode.answer;

import org.jspecify.annotations.NullMarked;
