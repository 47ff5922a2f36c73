/**
 * Takes secret values out of a text before anything is kept of it: private keys, tokens of known
 * form, passwords in URLs, and what is assigned to names such as {@code apiKey}.
 *
 * <p>Only what is secret with high certainty goes: a wrong redaction loses a line of code, and a
 * secret of a plain word is told from no other word. Lines keep their numbers. Every rule goes over
 * the text once, from front to back, and looks a bounded way ahead: no input makes it slow.
 *
 * <p>Knows nothing of files, chunks or the index.
 */
@NullMarked
package dev.roocode.redact;

import org.jspecify.annotations.NullMarked;
