package dev.roocode.domain;

import java.util.Comparator;

/**
 * A file of the workspace: the name of its root folder ({@code ""} for the first root) and the path
 * below it, separated by {@code /}, never absolute and never with {@code ..}.
 */
public record FilePath(String root, String relative) implements Comparable<FilePath> {
  private static final Comparator<FilePath> ORDER =
      Comparator.comparing(FilePath::root).thenComparing(FilePath::relative);

  public FilePath {
    if (relative.isEmpty() || relative.startsWith("/") || hasParentStep(relative)) {
      throw new Fault.Invalid(relative, "not a path inside the workspace", "use a relative path");
    }
  }

  /** A file of the first (or only) root. */
  public static FilePath of(String relative) {
    return new FilePath("", relative);
  }

  /** The last step of the path. */
  public String name() {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }

  /** Whether the other is this path, or lies below it. */
  public boolean holds(FilePath other) {
    return root.equals(other.root)
        && other.relative.startsWith(relative)
        && (other.relative.length() == relative.length()
            || other.relative.charAt(relative.length()) == '/');
  }

  private static boolean hasParentStep(String path) {
    return ("/" + path + "/").contains("/../");
  }

  @Override
  public int compareTo(FilePath other) {
    return ORDER.compare(this, other);
  }

  /** As people read it: the path, behind the root's name where there is one. */
  @Override
  public String toString() {
    return root.isEmpty() ? relative : root + "/" + relative;
  }
}
