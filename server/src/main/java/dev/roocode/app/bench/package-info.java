/**
 * Measurements that are printed, never asserted: {@code scripts/bench}. Each compares its ways in
 * one run, so that ratios hold on a busy machine.
 */
@NullMarked
package dev.roocode.app.bench;

import org.jspecify.annotations.NullMarked;
