/**
 * Servers that the settings name, spoken to over HTTP: whether an address may be used, the key that
 * opens it, strict answers, and what a failure means in plain words.
 *
 * <p>Must never know: what is asked there. It opens no connection by itself.
 */
@NullMarked
package dev.roocode.http;

import org.jspecify.annotations.NullMarked;
