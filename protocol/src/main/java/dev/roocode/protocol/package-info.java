/** The messages on the wire as records, and the service interface. No logic. */
@NullMarked
package dev.roocode.protocol;

import org.jspecify.annotations.NullMarked;
