package dev.roocode.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Git keeps ignore rules outside of the tree. Reads two small text files itself: no process
 * is started, and nothing in them is carried out.
 */
final class GitFolder {
  /** Configuration beyond this is not looked at. */
  private static final int MAX_LINES = 10_000;

  private GitFolder() {}

  /** Whether the folder is the top of a repository, a worktree or a submodule. */
  static boolean isTop(Path folder) {
    return Files.exists(folder.resolve(".git"));
  }

  /** The nearest folder at or above this one that is the top of a repository, null outside. */
  static @Nullable Path topAbove(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (isTop(at)) {
        return at;
      }
    }
    return null;
  }

  /** {@code info/exclude} of the repository, whether or not it exists. */
  static Path exclude(Path top) {
    return common(top.resolve(".git")).resolve("info").resolve("exclude");
  }

  /** The folder that all worktrees share; a worktree's {@code .git} is a file that points there. */
  private static Path common(Path git) {
    if (!Files.isRegularFile(git)) {
      return git;
    }
    String line = firstLine(git);
    if (!line.startsWith("gitdir:")) {
      return git;
    }
    Path own = git.resolveSibling(line.substring("gitdir:".length()).strip()).normalize();
    String shared = firstLine(own.resolve("commondir"));
    return shared.isEmpty() ? own : own.resolve(shared).normalize();
  }

  /** The user's own ignore file: {@code core.excludesFile}, else Git's default place. */
  static Path userExcludes(Path home) {
    Path folder = home.resolve(".config").resolve("git");
    for (Path config : List.of(home.resolve(".gitconfig"), folder.resolve("config"))) {
      String value = excludesFile(config);
      if (!value.isEmpty()) {
        return home.resolve(value.startsWith("~/") ? value.substring(2) : value);
      }
    }
    return folder.resolve("ignore");
  }

  private static String excludesFile(Path config) {
    String section = "";
    String found = "";
    for (String line : lines(config)) {
      String stripped = line.strip();
      if (stripped.startsWith("[")) {
        section = stripped.toLowerCase(Locale.ROOT);
      } else if (section.startsWith("[core]")) {
        int equals = stripped.indexOf('=');
        String key = equals < 0 ? "" : stripped.substring(0, equals).strip();
        if (key.equalsIgnoreCase("excludesfile")) {
          found = stripped.substring(equals + 1).strip().replace("\"", "");
        }
      }
    }
    return found;
  }

  private static String firstLine(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  /** Empty where the file cannot be read: the rules of Git are a courtesy, not a promise. */
  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(MAX_LINES).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
