package dev.roocode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Small is checked, not wished. */
class TidyTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 50;
  private static final int PARAMETERS = 5;

  /** Where an unknown failure may be caught: the door, the worker loops, the program. */
  private static final Set<String> CATCH_ALL =
      Set.of("rpc/Guard.java", "index/WorkerLoop.java", "app/Main.java");

  private static final Pattern BARE_TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final List<Path> MAIN =
      List.of(
          REPOSITORY.resolve("server/src/main/java"), REPOSITORY.resolve("protocol/src/main/java"));

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : javaFiles(allSources())) {
      long lines = Files.readAllLines(file).size();
      if (lines > FILE_LINES) {
        tooLong.add(REPOSITORY.relativize(file) + ": " + lines + " lines");
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void methodsAreShortWithFewParametersAndNoCatchAll() throws IOException {
    List<String> complaints = new ArrayList<>();
    scan(javaFiles(MAIN), complaints);
    assertEquals(List.of(), complaints);
  }

  @Test
  void nothingIsLeftForLaterWithoutANumber() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : javaFiles(allSources())) {
      if (!file.endsWith("TidyTest.java") && BARE_TODO.matcher(Files.readString(file)).find()) {
        found.add(REPOSITORY.relativize(file).toString());
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void testsNeitherSleepNorSkip() throws IOException {
    Pattern forbidden =
        Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|@Disabled|assumeTrue");
    Set<String> found = new TreeSet<>();
    for (Path file : javaFiles(allSources())) {
      if (!file.endsWith("TidyTest.java") && forbidden.matcher(Files.readString(file)).find()) {
        found.add(REPOSITORY.relativize(file).toString());
      }
    }
    assertEquals(Set.of(), found);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    Set<String> silent = new TreeSet<>();
    for (Path file : javaFiles(MAIN)) {
      Path note = file.resolveSibling("package-info.java");
      if (!Files.exists(note) || !Files.readString(note).contains("@NullMarked")) {
        silent.add(REPOSITORY.relativize(file.getParent()).toString());
      }
    }
    assertEquals(Set.of(), silent);
  }

  private static List<Path> allSources() {
    List<Path> roots = new ArrayList<>(MAIN);
    roots.add(REPOSITORY.resolve("server/src/test/java"));
    roots.add(REPOSITORY.resolve("protocol/src/test/java"));
    return roots;
  }

  private static List<Path> javaFiles(List<Path> roots) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      if (Files.exists(root)) {
        try (Stream<Path> walk = Files.walk(root)) {
          walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
        }
      }
    }
    assertTrue(files.size() > 40, "sources were found");
    return files;
  }

  private static void scan(List<Path> files, List<String> complaints) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Complaints(unit, positions, complaints).scan(unit, null);
      }
    }
  }

  /** Walks one file's syntax tree. */
  private static final class Complaints extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> complaints;
    private final String file;

    Complaints(CompilationUnitTree unit, SourcePositions positions, List<String> complaints) {
      this.unit = unit;
      this.positions = positions;
      this.complaints = complaints;
      this.file = unit.getSourceFile().getName().replace('\\', '/');
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      String name = file + ":" + first + " " + method.getName();
      if (last - first + 1 > METHOD_LINES) {
        complaints.add(name + ": " + (last - first + 1) + " lines");
      }
      boolean ofRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
      if (!ofRecord && method.getParameters().size() > PARAMETERS) {
        complaints.add(name + ": " + method.getParameters().size() + " parameters");
      }
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitCatch(CatchTree clause, Void unused) {
      String type = clause.getParameter().getType().toString();
      boolean all = Set.of("Exception", "Throwable", "RuntimeException").contains(type);
      if (all && CATCH_ALL.stream().noneMatch(file::endsWith)) {
        complaints.add(file + ": catch (" + type + ")");
      }
      return super.visitCatch(clause, null);
    }
  }
}
