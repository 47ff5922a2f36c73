package dev.roocode.scan;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import java.nio.file.Path;

/**
 * A file that belongs into the index as far as its name and size tell; its content is looked at by
 * {@link Scanner#read}.
 *
 * @param path its name in the workspace
 * @param absolute where it lies
 * @param sizeBytes when it was looked at
 * @param modifiedNanos since the epoch, when it was looked at
 * @param language by its name
 * @param wanted whether an own rule ({@code !} in a {@code .roocodeignore}) asks for it; guesses
 *     such as {@code generated} then do not count
 */
public record ScannedFile(
    FilePath path,
    Path absolute,
    long sizeBytes,
    long modifiedNanos,
    Language language,
    boolean wanted) {
  /** A file that no own rule asks for. */
  public ScannedFile(
      FilePath path, Path absolute, long sizeBytes, long modifiedNanos, Language language) {
    this(path, absolute, sizeBytes, modifiedNanos, language, false);
  }
}
