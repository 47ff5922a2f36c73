/**
 * How programs of one user ask a server of theirs that runs: where it says that it listens, who is
 * let in, and the workspace as the asking side sees it. The decision is docs/decisions/0016.
 *
 * <p>Invariants: listens on loopback only; nothing is read beyond a bound, and nothing answered,
 * before the token was shown; the token stands in {@code endpoint.json} and nowhere else.
 *
 * <p>Must never know: what the requests mean to the side that serves them.
 */
@NullMarked
package dev.roocode.endpoint;

import org.jspecify.annotations.NullMarked;
