package dev.roocode.domain;

import java.nio.file.Path;

/**
 * A folder of the workspace.
 *
 * @param name {@code ""} for the first folder, a unique name for each further one
 * @param folder absolute, normalized, symbolic links resolved
 */
public record Root(String name, Path folder) {
  /** The file's name in this workspace; the path must lie in this root. */
  public FilePath name(Path file) {
    return new FilePath(name, folder.relativize(file).toString().replace('\\', '/'));
  }

  public boolean holds(Path file) {
    return file.startsWith(folder) && !file.equals(folder);
  }

  /** Where the file lies. */
  public Path locate(FilePath path) {
    return folder.resolve(path.relative());
  }
}
