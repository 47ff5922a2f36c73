package dev.roocode.search;

import dev.roocode.base.Glob;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Query;
import dev.roocode.rank.PathNature;
import dev.roocode.store.FileFilter;
import java.util.List;

/** Which files a query lets answer. */
final class Filters {
  private Filters() {}

  /**
   * @throws Fault.Invalid if a glob is malformed
   */
  static FileFilter of(Query query) {
    List<Glob> globs = query.pathGlobs().stream().map(Filters::glob).toList();
    boolean withoutTests = Boolean.FALSE.equals(query.includeTests());
    if (globs.isEmpty() && query.languages().isEmpty() && !withoutTests) {
      return FileFilter.ALL;
    }
    return (path, language) ->
        (query.languages().isEmpty() || query.languages().contains(language))
            && (globs.isEmpty() || globs.stream().anyMatch(g -> matches(g, path)))
            && !(withoutTests && PathNature.of(path, language) == PathNature.TEST);
  }

  private static boolean matches(Glob glob, FilePath path) {
    return glob.matches(path.relative()) || glob.matches(path.toString());
  }

  private static Glob glob(String pattern) {
    try {
      return Glob.forPaths(pattern);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid(
          "pathGlobs", String.valueOf(e.getMessage()), "write a pattern such as src/**/*.java");
    }
  }
}
