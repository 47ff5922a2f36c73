package dev.roocode.scan;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Problem;
import java.util.List;

/**
 * What a walk over the workspace found.
 *
 * @param files that belong into the index as far as names and sizes tell, by path
 * @param skipped files and whole folders ({@code path/}) that rules leave out, by path
 * @param problems what could not be looked at, and limits that were reached
 * @param unseen folders whose content could not be listed: nothing is known about their files
 */
public record Scan(
    List<ScannedFile> files, List<Problem> skipped, List<Problem> problems, List<Unseen> unseen) {
  /**
   * The most entries of {@link #skipped}, and of {@link #problems}; a last entry counts the rest.
   */
  public static final int REPORTED_MAX = 50_000;

  /**
   * A folder that could not be listed.
   *
   * @param root the name of its root
   * @param folder its path below the root, {@code ""} for the root itself
   */
  public record Unseen(String root, String folder) {
    /** Whether the file lies in it, at any depth. */
    public boolean covers(FilePath path) {
      return path.root().equals(root)
          && (folder.isEmpty() || path.relative().startsWith(folder + "/"));
    }
  }

  public Scan {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
    problems = List.copyOf(problems);
    unseen = List.copyOf(unseen);
  }

  /** A scan that saw everything. */
  public Scan(List<ScannedFile> files, List<Problem> skipped, List<Problem> problems) {
    this(files, skipped, problems, List.of());
  }

  /** Whether nothing is known about the file, so that it must not be taken for removed. */
  public boolean isUnseen(FilePath path) {
    return unseen.stream().anyMatch(folder -> folder.covers(path));
  }
}
