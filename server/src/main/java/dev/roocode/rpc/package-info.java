/**
 * JSON-RPC on any pair of streams, safe against whatever arrives: bounded frames, strict messages,
 * exactly one answer for each request.
 *
 * <p>Invariants: nothing read from the stream is kept beyond its bounds of {@code domain.Limits};
 * no stack trace leaves the process; a request is answered whatever its handler throws; a frame
 * that cannot be understood costs an error answer, and only a header that cannot be recovered from
 * ends the stream.
 *
 * <p>Must never know: what the methods mean, the service, the editor.
 */
@NullMarked
package dev.roocode.rpc;

import org.jspecify.annotations.NullMarked;
