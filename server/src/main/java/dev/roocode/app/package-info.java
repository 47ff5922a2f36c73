/**
 * The program: command line, wiring, process. The only room with System.exit, the environment and
 * the standard streams.
 */
@NullMarked
package dev.roocode.app;

import org.jspecify.annotations.NullMarked;
