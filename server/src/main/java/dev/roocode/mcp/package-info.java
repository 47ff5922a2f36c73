/**
 * The door for agents: the Model Context Protocol, revisions 2025-06-18 and 2025-03-26, on a pair
 * of streams and over HTTP on loopback. By hand over Gson: what is spoken here is small, and an
 * agent waits for the process to start. The decision is docs/decisions/0021.
 *
 * <p>Invariants: every request is answered, but one that was cancelled; nothing is read beyond a
 * bound; over HTTP nothing is answered to a foreign host or origin, or without the token.
 *
 * <p>Must never know: what the tools do, or where the workspace is open.
 */
@NullMarked
package dev.roocode.mcp;

import org.jspecify.annotations.NullMarked;
