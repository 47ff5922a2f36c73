/**
 * The messages on the wire as records, and the service interfaces. No logic.
 *
 * <p>A component that may be absent is {@code @Nullable}; every other one is required. Enums travel
 * as the words of their {@code @SerializedName}. {@code ts/protocol.ts} and {@code
 * docs/api/reference.md} are generated from here; {@code samples/} holds one message of each kind.
 */
@NullMarked
package dev.roocode.protocol;

import org.jspecify.annotations.NullMarked;
