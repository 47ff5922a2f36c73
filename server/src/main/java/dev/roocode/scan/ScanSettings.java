package dev.roocode.scan;

import dev.roocode.base.Glob;
import dev.roocode.base.Setting;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;
import java.util.List;

/**
 * Which files belong into the index.
 *
 * @param maxFileBytes a larger file is left out without being opened; 1 to {@link #FILE_BYTES_MAX}
 * @param maxFiles the most files of one workspace; 1 to {@link Limits#FILES}
 * @param include patterns as {@link Glob#forPaths} reads them: only such files; empty means all
 * @param exclude patterns as {@link Glob#forPaths} reads them: no such files and folders
 * @param useGitignore whether {@code .gitignore}, {@code .git/info/exclude} and the user's own
 *     ignore file of Git count; {@code .ignore} and {@code .roocodeignore} always do
 */
public record ScanSettings(
    @Setting(value = "A larger file is left out.", min = 1, max = 33554432) int maxFileBytes,
    @Setting(
            value = "The most files of one workspace; the rest is reported.",
            min = 1,
            max = 200000)
        int maxFiles,
    @Setting("Only files that match one of these patterns; empty means all.") List<String> include,
    @Setting("Files and folders that match one of these patterns are left out.")
        List<String> exclude,
    @Setting("Whether Git's ignore files count; .ignore and .roocodeignore always do.")
        boolean useGitignore) {
  /** The ceiling of {@link #maxFileBytes}: a file is held in memory as bytes and as text. */
  public static final int FILE_BYTES_MAX = 32 << 20;

  public static final ScanSettings DEFAULTS =
      new ScanSettings(Limits.FILE_BYTES, Limits.FILES, List.of(), List.of(), true);

  public ScanSettings {
    within("index.maxFileBytes", maxFileBytes, FILE_BYTES_MAX);
    within("index.maxFiles", maxFiles, Limits.FILES);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    globs("index.include", include);
    globs("index.exclude", exclude);
  }

  /** {@link #DEFAULTS} with patterns. */
  public static ScanSettings of(List<String> include, List<String> exclude) {
    return new ScanSettings(
        DEFAULTS.maxFileBytes, DEFAULTS.maxFiles, include, exclude, DEFAULTS.useGitignore);
  }

  static List<Glob> globs(String setting, List<String> patterns) {
    try {
      return patterns.stream().map(Glob::forPaths).toList();
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid(
              "setting " + setting, String.valueOf(e.getMessage()), "correct the pattern")
          .causedBy(e);
    }
  }

  private static void within(String setting, int value, int most) {
    if (value < 1 || value > most) {
      throw new Fault.Invalid(
          "setting " + setting, "is " + value, "use a number from 1 to " + most);
    }
  }
}
