package dev.roocode.scan;

import dev.roocode.domain.Language;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows one path from its root down, asking at every step what the walk would ask there. Keeps
 * the ignore files it has read, so that many paths share them; used for one batch, by one thread.
 */
final class Trail {
  private final Judge judge;
  private final Ignores.Reader reader;
  private final Map<Path, Ignores> known = new HashMap<>();

  /** What is to be done, and the verdict that said so. */
  record Found(Decision decision, Verdict verdict) {}

  Trail(Judge judge, Ignores.Reader reader) {
    this.judge = judge;
    this.reader = reader;
  }

  /**
   * @param file in the root, normalized
   */
  Found follow(Root root, Path file) {
    Entry goal = entry(root, file);
    Ignores ignores = ignores(root, null, root.folder(), "");
    String relative = "";
    Path at = root.folder();
    for (Path step : root.folder().relativize(file)) {
      at = at.resolve(step);
      Entry entry = Entry.in(root, relative, at);
      BasicFileAttributes attributes;
      try {
        attributes = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        return Files.isDirectory(root.folder()) ? gone(goal) : rootless(root, goal);
      } catch (IOException e) {
        Verdict verdict = Walk.failure(e);
        return new Found(
            new Decision.Unknown(goal.filePath(), verdict.problem(entry.shown())), verdict);
      }
      Verdict verdict = judge.judge(entry, attributes, ignores);
      if (attributes.isDirectory() && isMarked(at, verdict)) {
        verdict = Verdict.left(Rule.DEPENDENCY_FOLDER);
      }
      boolean last = at.equals(file);
      if (!verdict.taken() || last) {
        return new Found(decision(goal, entry, attributes, verdict), verdict);
      }
      if (!attributes.isDirectory()) {
        return gone(goal);
      }
      relative = entry.relative();
      ignores = ignores(root, ignores, at, entry.shown() + "/");
    }
    return gone(goal);
  }

  private static Decision decision(
      Entry goal, Entry entry, BasicFileAttributes attributes, Verdict verdict) {
    if (!verdict.taken()) {
      String shown = entry.shown() + (attributes.isDirectory() ? "/" : "");
      return new Decision.Leave(goal.filePath(), verdict.problem(shown));
    }
    return attributes.isDirectory()
        ? new Decision.Folder(goal.filePath())
        : new Decision.Take(file(entry, attributes, verdict));
  }

  private static boolean isMarked(Path folder, Verdict verdict) {
    return verdict.taken()
        && !verdict.isOwn()
        && FolderRules.isMarked(name -> Files.exists(folder.resolve(name)));
  }

  /** A drive that went, or a folder of another name: no word on what it held. */
  private static Found rootless(Root root, Entry goal) {
    Verdict verdict = Verdict.left(Rule.UNREADABLE, "its workspace folder is not there");
    return new Found(
        new Decision.Unknown(goal.filePath(), verdict.problem(root.folder().toString())), verdict);
  }

  private static Found gone(Entry goal) {
    return new Found(new Decision.Gone(goal.filePath()), Verdict.left(Rule.VANISHED));
  }

  private Ignores ignores(Root root, @Nullable Ignores around, Path folder, String prefix) {
    Ignores found = known.get(folder);
    if (found == null) {
      Predicate<String> holds = name -> Files.exists(folder.resolve(name));
      found =
          around == null ? reader.open(root, holds) : reader.enter(around, folder, prefix, holds);
      known.put(folder, found);
    }
    return found;
  }

  private static Entry entry(Root root, Path file) {
    String relative = Ignores.shown(root.folder().relativize(file));
    return new Entry(root, file, relative, relative.substring(relative.lastIndexOf('/') + 1));
  }

  static ScannedFile file(Entry entry, BasicFileAttributes attributes, Verdict verdict) {
    return new ScannedFile(
        entry.filePath(),
        entry.path(),
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        Language.ofFile(entry.name()),
        verdict.isOwn());
  }
}
