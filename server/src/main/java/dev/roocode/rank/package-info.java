/**
 * Pure functions that order candidates. No I/O, no clock: the same numbers give the same order.
 *
 * <p>Must never know: where the numbers come from.
 */
@NullMarked
package dev.roocode.rank;

import org.jspecify.annotations.NullMarked;
