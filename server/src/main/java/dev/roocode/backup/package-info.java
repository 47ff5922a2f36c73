/**
 * Nothing is lost: snapshots of the index, when they are made, which are kept, whether they are
 * sound, and the way back from one to an index.
 *
 * <p>Invariants: a file under its final name is whole, forced to the disk and was read back; a full
 * snapshot goes only after its increments and never below two that are sound; a restored index
 * takes the place of the present one as a whole or not at all. Format: docs/STORAGE.md.
 *
 * <p>Must never know: who asks, how files are found and embedded. All file operations go through
 * {@link dev.roocode.base.Disk}.
 */
@NullMarked
package dev.roocode.backup;

import org.jspecify.annotations.NullMarked;
