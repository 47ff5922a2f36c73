/**
 * The editor's door: JSON-RPC on any pair of streams, translated to the service and back.
 *
 * <p>Must never do: decide anything that another door would decide differently.
 */
@NullMarked
package dev.roocode.lsp;

import org.jspecify.annotations.NullMarked;
