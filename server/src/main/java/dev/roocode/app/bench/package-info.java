/**
 * Measurements behind {@code scripts/bench}: each prints what it compares in one run.
 *
 * <p>Must never know: how the product starts.
 */
@NullMarked
package dev.roocode.app.bench;

import org.jspecify.annotations.NullMarked;
