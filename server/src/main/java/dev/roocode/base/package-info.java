/**
 * What the JDK lacks, and no more: at most ten files.
 *
 * <p>Knows nothing of the product. Imports nothing but the JDK.
 */
@NullMarked
package dev.roocode.base;

import org.jspecify.annotations.NullMarked;
