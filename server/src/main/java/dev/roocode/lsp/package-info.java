/**
 * The editor's door: what the messages of the language server protocol, and of ours, mean.
 * Translates to the service and back ({@code FromWire}, {@code ToWire}).
 *
 * <p>Invariants: what an editor said before a request is seen by that request; only the stream that
 * was given is written to; the server ends with its editor.
 *
 * <p>Must never do: decide anything that another door would decide differently.
 */
@NullMarked
package dev.roocode.lsp;

import org.jspecify.annotations.NullMarked;
