package dev.roocode.scan;

import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import dev.roocode.scan.IgnoreFile.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules that hold in one folder: its own ignore files, then those of the folders around
 * it. The kind of file weighs more than the depth; among files of one kind the deepest that says
 * something decides. Git's rules of an outer repository end at the top of an inner one.
 *
 * <p>Immutable; a folder without ignore files shares the object of the folder around it.
 */
final class Ignores {
  private static final List<Kind> IN_TREE = List.of(Kind.ROOCODE, Kind.IGNORE, Kind.GIT);

  private final @Nullable Ignores outer;
  private final Map<Kind, IgnoreFile> files;
  private final boolean top;

  private Ignores(@Nullable Ignores outer, Map<Kind, IgnoreFile> files, boolean top) {
    this.outer = outer;
    this.files = files;
    this.top = top;
  }

  /** Reads ignore files, each once, and tells what is wrong with them. */
  static final class Reader {
    private final boolean git;
    private final Path home;
    private final Consumer<Problem> problems;

    /**
     * @param git whether Git's rules count
     * @param home of the user, for the user's own rules
     */
    Reader(boolean git, Path home, Consumer<Problem> problems) {
      this.git = git;
      this.home = home;
      this.problems = problems;
    }

    /**
     * What holds in a root folder: the user's rules, and those of its repository above it.
     *
     * @param holds whether the folder has an entry of the name
     */
    Ignores open(Root root, Predicate<String> holds) {
      Path file = GitFolder.userExcludes(home);
      Ignores all = new Ignores(null, Map.of(), false);
      Path top = GitFolder.topAbove(root.folder());
      IgnoreFile user = !git ? null : local(file, top == null ? root.folder() : top, shown(file));
      if (user != null) {
        all = new Ignores(null, Map.of(Kind.GIT_LOCAL, user), false);
      }
      for (Path above : between(top, root.folder())) {
        all = enter(all, above, shown(above) + "/", name -> Files.exists(above.resolve(name)));
      }
      String name = root.name().isEmpty() ? "" : root.name() + "/";
      return enter(all, root.folder(), name, holds);
    }

    /** The folders from the top of the repository to the one that holds the root. */
    private static List<Path> between(@Nullable Path top, Path root) {
      List<Path> folders = new ArrayList<>();
      Path above = root.getParent();
      while (top != null && above != null && above.startsWith(top)) {
        folders.addFirst(above);
        above = above.getParent();
      }
      return folders;
    }

    /**
     * What holds in a folder inside another one.
     *
     * @param prefix how paths in the folder begin in explanations
     * @param holds whether the folder has an entry of the name; the walk has listed it already
     */
    Ignores enter(Ignores around, Path folder, String prefix, Predicate<String> holds) {
      Map<Kind, IgnoreFile> files = new EnumMap<>(Kind.class);
      boolean top = git && holds.test(".git");
      for (Kind kind : IN_TREE) {
        IgnoreFile file = holds.test(kind.fileName()) ? inTree(kind, folder, prefix) : null;
        if (file != null) {
          files.put(kind, file);
        }
      }
      if (top) {
        IgnoreFile local = local(GitFolder.exclude(folder), folder, prefix + ".git/info/exclude");
        if (local != null) {
          files.put(Kind.GIT_LOCAL, local);
        }
      }
      return files.isEmpty() && !top ? around : new Ignores(around, files, top);
    }

    private @Nullable IgnoreFile inTree(Kind kind, Path folder, String prefix) {
      if (kind == Kind.GIT && !git) {
        return null;
      }
      Path file = folder.resolve(kind.fileName());
      return IgnoreFile.read(kind, file, shown(folder), prefix + kind.fileName(), problems);
    }

    private @Nullable IgnoreFile local(Path file, Path base, String shown) {
      return IgnoreFile.read(Kind.GIT_LOCAL, file, shown(base), shown, problems);
    }
  }

  /** As ignore rules and explanations see a path. */
  static String shown(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** What an own {@code .roocodeignore} says, null where nothing. */
  @Nullable Verdict own(String absolute, boolean folder) {
    return everywhere(Kind.ROOCODE, absolute, folder);
  }

  /** What the other ignore files say, null where nothing. */
  @Nullable Verdict shared(String absolute, boolean folder) {
    Verdict verdict = everywhere(Kind.IGNORE, absolute, folder);
    return verdict != null ? verdict : git(absolute, folder);
  }

  private @Nullable Verdict everywhere(Kind kind, String absolute, boolean folder) {
    for (Ignores at = this; at != null; at = at.outer) {
      Verdict verdict = at.here(kind, absolute, folder);
      if (verdict != null) {
        return verdict;
      }
    }
    return null;
  }

  /** The tree up to the top of the innermost repository, its own exclude file, the user's. */
  private @Nullable Verdict git(String absolute, boolean folder) {
    Ignores last = this;
    for (Ignores at = this; at != null; at = at.top ? null : at.outer) {
      Verdict verdict = at.here(Kind.GIT, absolute, folder);
      if (verdict != null) {
        return verdict;
      }
      last = at;
    }
    Verdict local = last.here(Kind.GIT_LOCAL, absolute, folder);
    while (last.outer != null) {
      last = last.outer;
    }
    return local != null ? local : last.here(Kind.GIT_LOCAL, absolute, folder);
  }

  private @Nullable Verdict here(Kind kind, String absolute, boolean folder) {
    IgnoreFile file = files.get(kind);
    return file == null ? null : file.match(absolute, folder);
  }
}
