/**
 * What agents can do with a workspace, once for every door: each tool with the schemas of its
 * arguments and of its answer, strict reading of the one, bounded writing of the other. The records
 * here are the one source: the tools that are listed to agents, the editor's manifest and the
 * reference are made from them (docs/decisions/0021).
 *
 * <p>Invariants: a path means an indexed file, and nothing else is opened; indexed text stays data,
 * delimited and with invisible characters shown; every answer is bounded and says what it left out;
 * what a tool refuses is an answer that tells the mend.
 *
 * <p>Must never know: which protocol an agent speaks, or where the workspace runs.
 */
@NullMarked
package dev.roocode.tools;

import org.jspecify.annotations.NullMarked;
