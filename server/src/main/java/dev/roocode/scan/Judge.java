package dev.roocode.scan;

import dev.roocode.base.Glob;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one entry of a folder by name, kind and size; the walk and the look at a single
 * file both ask here. In this order: what can never be indexed (links, pipes, secrets, media), the
 * own {@code .roocodeignore}, the patterns of the settings, the other ignore files, the built-in
 * rules about names and sizes.
 */
final class Judge {
  /** Tables, logs and drawings above this are data for programs, not for reading. */
  static final int BULK_BYTES = 128 << 10;

  private static final Set<String> BULK_ENDINGS =
      Set.of(
          "csv", "tsv", "jsonl", "ndjson", "geojson", "svg", "ipynb", "log", "out", "dump", "po");

  private final ScanSettings settings;
  private final List<Root> roots;
  private final List<Glob> include;
  private final List<Glob> exclude;

  Judge(ScanSettings settings, List<Root> roots) {
    this.settings = settings;
    this.roots = roots;
    this.include = ScanSettings.globs("index.include", settings.include());
    this.exclude = ScanSettings.globs("index.exclude", settings.exclude());
  }

  /**
   * @param attributes of the entry itself, links not followed
   * @param ignores of the folder it lies in
   */
  Verdict judge(Entry entry, BasicFileAttributes attributes, Ignores ignores) {
    if (entry.hasBadName()) {
      // Typical for a server that was started without a UTF-8 locale.
      boolean broken = entry.name().indexOf('\uFFFD') >= 0;
      return Verdict.left(Rule.BAD_NAME, broken ? "start with LC_ALL=C.UTF-8 to read it" : "");
    }
    if (attributes.isSymbolicLink()) {
      return link(entry.path());
    }
    if (attributes.isOther()) {
      return Verdict.left(Rule.SPECIAL);
    }
    return attributes.isDirectory()
        ? folder(entry, ignores)
        : file(entry, attributes.size(), ignores);
  }

  /** Links are never followed: inside the workspace the target has its own place in the walk. */
  private Verdict link(Path path) {
    try {
      Path target = path.toRealPath();
      boolean inside = roots.stream().anyMatch(root -> target.startsWith(root.folder()));
      return Verdict.left(inside ? Rule.SYMLINK : Rule.SYMLINK_OUTSIDE);
    } catch (NoSuchFileException e) {
      return Verdict.left(Rule.SYMLINK_BROKEN);
    } catch (FileSystemException e) {
      String reason = String.valueOf(e.getReason());
      return reason.contains("symbolic links") || reason.contains("loop")
          ? Verdict.left(Rule.SYMLINK_LOOP)
          : Verdict.left(Rule.UNREADABLE, reason);
    } catch (IOException e) {
      return Verdict.left(Rule.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private Verdict folder(Entry entry, Ignores ignores) {
    Rule rule = FolderRules.of(entry.path(), entry.name());
    if (rule == Rule.VERSION_CONTROL) {
      return Verdict.left(rule);
    }
    String absolute = entry.absolute();
    Verdict own = ignores.own(absolute, true);
    if (own != null) {
      return own;
    }
    for (Glob glob : exclude) {
      if (glob.matches(entry.relative()) || glob.matchesAllIn(entry.relative())) {
        return byPattern("index.exclude", glob.pattern());
      }
    }
    return softened(ignores.shared(absolute, true), rule);
  }

  private Verdict file(Entry entry, long size, Ignores ignores) {
    Rule rule = entry.name().equals(".git") ? Rule.VERSION_CONTROL : NameRules.of(entry.name());
    if (rule != null && isHard(rule)) {
      return Verdict.left(rule);
    }
    String absolute = entry.absolute();
    Verdict own = ignores.own(absolute, false);
    if (own != null) {
      return own.taken() && size > settings.maxFileBytes() ? tooLarge(size) : own;
    }
    Verdict excluded = patterns(entry.relative());
    if (excluded != null) {
      return excluded;
    }
    Verdict shared = softened(ignores.shared(absolute, false), rule);
    return shared.taken() ? bySize(entry.name(), size, shared) : shared;
  }

  /** Whether no own rule can bring such a file back. */
  private static boolean isHard(Rule rule) {
    return switch (rule) {
      case VERSION_CONTROL, SECRET, MEDIA, ARCHIVE, BINARY -> true;
      default -> false;
    };
  }

  private @Nullable Verdict patterns(String relative) {
    for (Glob glob : exclude) {
      if (glob.matches(relative)) {
        return byPattern("index.exclude", glob.pattern());
      }
    }
    boolean included =
        include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(relative));
    return included ? null : byPattern("index.include", String.join(", ", settings.include()));
  }

  private static Verdict byPattern(String setting, String pattern) {
    String reason =
        setting.endsWith("include")
            ? "matches none of the patterns of the setting " + setting
            : "is left out by the pattern " + pattern + " of the setting " + setting;
    return new Verdict(false, "setting", pattern, reason, "setting " + setting);
  }

  /** An ignore file that leaves out comes first; one that re-includes yields to built-in rules. */
  private static Verdict softened(@Nullable Verdict shared, @Nullable Rule rule) {
    if (shared != null && !shared.taken()) {
      return shared;
    }
    if (rule != null) {
      return Verdict.left(rule);
    }
    return shared != null ? shared : Verdict.TAKEN;
  }

  private Verdict bySize(String name, long size, Verdict otherwise) {
    if (size > settings.maxFileBytes()) {
      return tooLarge(size);
    }
    boolean bulk =
        size > BULK_BYTES
            && BULK_ENDINGS.contains(
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    return bulk
        ? Verdict.left(Rule.BULK_DATA, size + " bytes, at most " + BULK_BYTES + " for its kind")
        : otherwise;
  }

  private Verdict tooLarge(long size) {
    return tooLarge(size, settings.maxFileBytes());
  }

  static Verdict tooLarge(long size, int limit) {
    return Verdict.left(
        Rule.TOO_LARGE, size + " bytes, at most " + limit + " (setting index.maxFileBytes)");
  }
}
