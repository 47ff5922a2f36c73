package dev.roocode.scan;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files of a workspace that belong into its index. Keeps nothing between two calls, so
 * that edited ignore files count at once. Thread-safe.
 */
public final class Scanner {
  private static final Set<String> RULE_FILES =
      Set.of(".gitignore", ".ignore", ".roocodeignore", "exclude");

  private final List<Root> roots;
  private final ScanSettings settings;
  private final Path home;
  private final Intake intake;

  /**
   * @param roots with distinct names and folders; one may lie in another
   */
  public Scanner(List<Root> roots, ScanSettings settings) {
    this(roots, settings, Path.of(System.getProperty("user.home", "")));
  }

  /**
   * @param home of the user, where Git's settings name an ignore file of the user
   */
  public Scanner(List<Root> roots, ScanSettings settings, Path home) {
    this.roots = List.copyOf(roots);
    this.settings = settings;
    this.home = home;
    this.intake = new Intake(this.roots, settings.maxFileBytes());
  }

  /**
   * Walks all roots. Folders that cannot be listed become problems.
   *
   * @throws Fault.NotFound where no root at all can be listed
   * @throws java.util.concurrent.CancellationException once cancelled
   */
  public Scan scan(Cancellation cancellation) {
    return new Walk(roots, settings, home, cancellation).run();
  }

  /** What the walk would say about one path; see {@link #decide(Collection)}. */
  public Decision decide(Path absoluteFile) {
    return decide(List.of(absoluteFile)).getFirst();
  }

  /**
   * What the walk would say about paths that changed on disk, in their order. A change of an ignore
   * file ({@link #isRuleFile}) may concern any file below it: scan again then.
   */
  public List<Decision> decide(Collection<Path> absoluteFiles) {
    Trail trail = trail();
    return absoluteFiles.stream().map(file -> find(trail, file).decision()).toList();
  }

  /** Whether the path is an ignore file, so that a change of it may change any decision. */
  public static boolean isRuleFile(Path file) {
    Path name = file.getFileName();
    return name != null && RULE_FILES.contains(name.toString());
  }

  /**
   * Says which rule decides about a path. Reads the file, as some rules are about contents.
   *
   * @param indexed whether the index holds the file now
   */
  public Explanation explain(Path absoluteFile, boolean indexed) {
    Trail.Found found = find(trail(), absoluteFile);
    Verdict verdict = found.verdict();
    String subject = "The file";
    switch (found.decision()) {
      case Decision.Take take -> {
        Verdict read = intake.read(take.file()).verdict();
        if (!read.taken()) {
          return explanation(subject, read, indexed);
        }
        return new Explanation(indexed, taken(verdict, indexed), verdict.rule(), verdict.source());
      }
      case Decision.Folder folder -> {
        return new Explanation(
            false,
            "This is a folder; its files are decided one by one.",
            verdict.rule(),
            verdict.source());
      }
      case Decision.Leave leave -> {
        String path = leave.problem().path();
        boolean above = !path.equals(leave.path().toString());
        subject = above ? (path.endsWith("/") ? "The folder " : "") + path : subject;
      }
      case Decision.Unknown unknown -> subject = unknown.problem().path();
      case Decision.Gone gone -> {}
      case Decision.Outside outside -> {}
    }
    return explanation(subject, verdict, indexed);
  }

  /** Reads a file as text unless a rule about contents leaves it out. */
  public FileRead read(ScannedFile file) {
    Intake.Taken taken = intake.read(file);
    SourceText source = taken.source();
    return source != null
        ? new FileRead.Text(source)
        : new FileRead.Left(taken.verdict().problem(file.path().toString()));
  }

  private static String taken(Verdict verdict, boolean indexed) {
    String state = indexed ? "The file is indexed" : "The file belongs into the index";
    String next = indexed ? "" : "; the next run reads it";
    return verdict.rule() == null
        ? state + next + "."
        : state + next + ": it " + verdict.reason() + ".";
  }

  private static Explanation explanation(String subject, Verdict verdict, boolean indexed) {
    String still = indexed ? " It is still in the index; the next run takes it out." : "";
    return new Explanation(
        indexed, subject + " " + verdict.reason() + "." + still, verdict.rule(), verdict.source());
  }

  private Trail trail() {
    return new Trail(
        new Judge(settings, roots),
        new Ignores.Reader(settings.useGitignore(), home, problem -> {}));
  }

  private Trail.Found find(Trail trail, Path file) {
    Path path = file.toAbsolutePath().normalize();
    Optional<Root> root = rootOf(path);
    if (root.isEmpty()) {
      path = throughLinks(path);
      root = rootOf(path);
    }
    if (root.isEmpty()) {
      Verdict verdict = Verdict.left(Rule.OUTSIDE);
      Problem problem = verdict.problem(file.toString());
      return new Trail.Found(new Decision.Outside(problem), verdict);
    }
    return trail.follow(root.get(), path);
  }

  /** Roots are real paths; an editor may reach them through a link. */
  private static Path throughLinks(Path path) {
    Path folder = path.getParent();
    Path name = path.getFileName();
    if (folder == null || name == null) {
      return path;
    }
    try {
      return folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return path;
    }
  }

  private Optional<Root> rootOf(Path path) {
    return roots.stream()
        .filter(root -> root.holds(path))
        .max(Comparator.comparingInt(root -> root.folder().getNameCount()));
  }
}
