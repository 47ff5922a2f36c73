/**
 * Models that write text: what they are asked, what they answered, and how it ended.
 *
 * <p>Only here does text of the workspace go to a model outside this process, and only to the
 * address that the settings name.
 *
 * <p>Must never know: where the prompt comes from, what the text is checked against, the wire.
 */
@NullMarked
package dev.roocode.generate;

import org.jspecify.annotations.NullMarked;
