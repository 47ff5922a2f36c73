package dev.roocode.scan;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Root;
import java.nio.file.Path;

/**
 * A file or folder below a root, with its names as the rules ask for them.
 *
 * @param root whose it is
 * @param path where it lies
 * @param relative below the root, separated by {@code /}
 * @param name the last step
 */
record Entry(Root root, Path path, String relative, String name) {
  /**
   * @param folder path of the folder below the root, {@code ""} for the root itself
   */
  static Entry in(Root root, String folder, Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    return new Entry(root, path, folder.isEmpty() ? name : folder + "/" + name, name);
  }

  /** Separated by {@code /}. */
  String absolute() {
    String folder = Ignores.shown(root.folder());
    return folder.endsWith("/") ? folder + relative : folder + "/" + relative;
  }

  FilePath filePath() {
    return new FilePath(root.name(), relative);
  }

  /** As people read it; control characters are shown as {@code ?}. */
  String shown() {
    String text = root.name().isEmpty() ? relative : root.name() + "/" + relative;
    return hasOddCharacter(text) ? text.replaceAll("\\p{Cntrl}", "?") : text;
  }

  /** Whether no {@link FilePath} could lead back to the file, or showing it would do harm. */
  boolean hasBadName() {
    return hasOddCharacter(name) || name.indexOf('\\') >= 0 || name.indexOf('\uFFFD') >= 0;
  }

  private static boolean hasOddCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
