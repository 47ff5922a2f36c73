package dev.roocode.service;

import dev.roocode.domain.FilePath;
import dev.roocode.scan.Decision;
import dev.roocode.scan.FileRead;
import dev.roocode.scan.Scanner;
import java.nio.file.Path;

/** The root folders now, and the scanner over them. */
record Roots(RootFolders folders, Scanner scanner) {
  static Roots of(RootFolders folders, WorkspaceSettings settings, Path data) {
    return new Roots(folders, new Scanner(folders.roots(), settings.scanWithout(data, folders)));
  }

  /**
   * Whether an editor's text of the file may be indexed. What is on disk decides: a file that rules
   * about names or contents leave out stays out while it is edited.
   *
   * @param indexed whether the index holds the file
   */
  boolean belongs(FilePath path, boolean indexed) {
    return switch (scanner.decide(folders.real(path))) {
      case Decision.Take(var file) -> indexed || scanner.read(file) instanceof FileRead.Text;
      case Decision.Gone gone -> indexed;
      case Decision.Leave leave -> false;
      case Decision.Folder folder -> false;
      case Decision.Unknown unknown -> indexed;
      case Decision.Outside outside -> false;
    };
  }
}
