/**
 * From places to an answer with citations: quoted, or packed for a model, whose text is made safe
 * while it comes in and then compared with what it was given.
 *
 * <p>What files and models say is data here: no link, image, HTML or hidden character of theirs
 * reaches a reader, and no file can pose as another source.
 *
 * <p>Must never know: how places are found, the wire.
 */
@NullMarked
package dev.roocode.answer;

import org.jspecify.annotations.NullMarked;
