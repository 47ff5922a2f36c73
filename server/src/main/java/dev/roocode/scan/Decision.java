package dev.roocode.scan;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Problem;

/** What to do about one path that changed on disk. */
public sealed interface Decision {
  /** A file that belongs into the index. */
  record Take(ScannedFile file) implements Decision {}

  /** A file or folder that rules leave out; what the index holds of it, or below it, goes. */
  record Leave(FilePath path, Problem problem) implements Decision {}

  /** No longer there; what the index holds of it, or below it, goes. */
  record Gone(FilePath path) implements Decision {}

  /** A folder that belongs to the workspace; what lies below it is found by a scan. */
  record Folder(FilePath path) implements Decision {}

  /** Cannot be looked at now; what the index holds of it stays. */
  record Unknown(FilePath path, Problem problem) implements Decision {}

  /** In no folder of the workspace, or such a folder itself. */
  record Outside(Problem problem) implements Decision {}
}
