/**
 * Keys and what is sealed with them: the file of master keys, the keys derived from them for each
 * purpose, fields, streams and tokens.
 *
 * <p>A wrong key and damaged data are told apart everywhere: what is sealed names its key, a key's
 * name is derived from the key, and the name is checked by itself. No key, no derived key and no
 * plain text is ever part of a fault, a log line or a {@code toString}.
 *
 * <p>Knows nothing of what is sealed, where it lies, or who asks. Only this room sees ciphers.
 */
@NullMarked
package dev.roocode.crypt;

import org.jspecify.annotations.NullMarked;
