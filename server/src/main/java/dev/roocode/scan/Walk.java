package dev.roocode.scan;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all roots: each folder is listed once, each entry looked at once, each ignore file
 * read once. Folders are visited in the order of their names, so that a limit cuts the same files
 * every time. Not thread-safe; used once.
 */
final class Walk {
  private final List<Root> roots;
  private final ScanSettings settings;
  private final Judge judge;
  private final Ignores.Reader reader;
  private final Cancellation cancellation;
  private final Deque<Folder> waiting = new ArrayDeque<>();
  private final List<ScannedFile> files = new ArrayList<>();
  private final Reported skipped = new Reported();
  private final Reported problems = new Reported();
  private final List<Scan.Unseen> unseen = new ArrayList<>();
  private boolean full;

  /**
   * A folder to list.
   *
   * @param around the rules of the folder around it; null for a root
   * @param wanted whether built-in rules do not count
   */
  private record Folder(
      Root root, Path path, String relative, @Nullable Ignores around, boolean wanted) {}

  Walk(List<Root> roots, ScanSettings settings, Path home, Cancellation cancellation) {
    this.roots = roots;
    this.settings = settings;
    this.judge = new Judge(settings, roots);
    this.reader = new Ignores.Reader(settings.useGitignore(), home, problems::add);
    this.cancellation = cancellation;
  }

  Scan run() {
    for (Root root : roots) {
      waiting.add(new Folder(root, root.folder(), "", null, true));
      while (!waiting.isEmpty() && !full) {
        list(waiting.pop());
      }
    }
    if (!roots.isEmpty()
        && unseen.stream().filter(u -> u.folder().isEmpty()).count() == roots.size()) {
      Root root = roots.getFirst();
      throw new Fault.NotFound(
          root.folder().toString(),
          "the folder cannot be read",
          "check that it exists and that you may open it");
    }
    files.sort(Comparator.comparing(ScannedFile::path));
    return new Scan(files, skipped.list(), problems.list(), unseen);
  }

  private void list(Folder folder) {
    cancellation.check();
    List<Path> children;
    try {
      children = children(folder);
    } catch (IOException e) {
      failed(folder, e);
      return;
    }
    Predicate<String> holds = holds(folder, children);
    if (!folder.wanted && FolderRules.isMarked(holds)) {
      skipped.add(Verdict.left(Rule.DEPENDENCY_FOLDER).problem(prefix(folder)));
      return;
    }
    Ignores ignores =
        folder.around == null
            ? reader.open(folder.root, holds)
            : reader.enter(folder.around, folder.path, prefix(folder), holds);
    List<Folder> inner = new ArrayList<>();
    for (Path child : children) {
      cancellation.check();
      look(Entry.in(folder.root, folder.relative, child), ignores, inner);
    }
    inner.reversed().forEach(waiting::push);
  }

  /** Asks the sorted list instead of the disk. */
  private static Predicate<String> holds(Folder folder, List<Path> children) {
    return name -> Collections.binarySearch(children, folder.path.resolve(name)) >= 0;
  }

  private List<Path> children(Folder folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path)) {
      for (Path child : stream) {
        if (children.size() == settings.maxFiles()) {
          tooMany(folder.path.toString());
          break;
        }
        children.add(child);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(null);
    return children;
  }

  private void look(Entry entry, Ignores ignores, List<Folder> inner) {
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(entry.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      problems.add(failure(e).problem(entry.shown()));
      if (!(e instanceof NoSuchFileException) && !entry.hasBadName()) {
        unseen.add(new Scan.Unseen(entry.root().name(), entry.relative()));
      }
      return;
    }
    if (attributes.isDirectory() && isOtherRoot(entry)) {
      return;
    }
    Verdict verdict = judge.judge(entry, attributes, ignores);
    if (!verdict.taken()) {
      skipped.add(verdict.problem(entry.shown() + (attributes.isDirectory() ? "/" : "")));
    } else if (attributes.isDirectory()) {
      inner.add(new Folder(entry.root(), entry.path(), entry.relative(), ignores, verdict.isOwn()));
    } else if (files.size() == settings.maxFiles()) {
      tooMany(entry.shown());
    } else {
      files.add(Trail.file(entry, attributes, verdict));
    }
  }

  /** A root inside another one is walked as its own. */
  private boolean isOtherRoot(Entry entry) {
    return roots.size() > 1 && roots.stream().anyMatch(root -> root.folder().equals(entry.path()));
  }

  private void tooMany(String at) {
    if (!full) {
      String detail =
          "at most %d (setting index.maxFiles); what comes from here on is not indexed"
              .formatted(settings.maxFiles());
      problems.add(Verdict.left(Rule.TOO_MANY, detail).problem(at));
    }
    full = true;
  }

  /** How paths in the folder begin for people. */
  private static String prefix(Folder folder) {
    String root = folder.root.name().isEmpty() ? "" : folder.root.name() + "/";
    return root + (folder.relative.isEmpty() ? "" : folder.relative + "/");
  }

  private void failed(Folder folder, IOException e) {
    String shown = folder.relative.isEmpty() ? folder.path.toString() : prefix(folder);
    problems.add(failure(e).problem(shown));
    // A folder that is gone has no files; a root that is gone may be a disk that is not mounted.
    if (folder.relative.isEmpty() || !(e instanceof NoSuchFileException)) {
      unseen.add(new Scan.Unseen(folder.root.name(), folder.relative));
    }
  }

  static Verdict failure(IOException e) {
    if (e instanceof NoSuchFileException) {
      return Verdict.left(Rule.VANISHED);
    }
    String detail =
        e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
    return Verdict.left(Rule.UNREADABLE, detail);
  }

  /** A list with a bound; beyond it problems are only counted. */
  private static final class Reported {
    private final List<Problem> list = new ArrayList<>();
    private int more;

    void add(Problem problem) {
      if (list.size() < Scan.REPORTED_MAX) {
        list.add(problem);
      } else {
        more++;
      }
    }

    List<Problem> list() {
      List<Problem> sorted = new ArrayList<>(list);
      sorted.sort(Comparator.comparing(Problem::path).thenComparing(Problem::rule));
      if (more > 0) {
        sorted.add(new Problem("…", "more", more + " further entries are not listed"));
      }
      return sorted;
    }
  }
}
