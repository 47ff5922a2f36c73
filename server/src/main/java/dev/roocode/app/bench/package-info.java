/**
 * Measurements that {@code scripts/bench} prints. Where two things are compared they run in turns
 * in one process, so that a busy machine slows both.
 */
@NullMarked
package dev.roocode.app.bench;

import org.jspecify.annotations.NullMarked;
