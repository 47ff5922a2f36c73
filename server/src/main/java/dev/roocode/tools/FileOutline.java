package dev.roocode.tools;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Limits;
import dev.roocode.domain.Symbol;
import dev.roocode.protocol.Doc;
import dev.roocode.protocol.RagOutline;
import dev.roocode.service.Workspace;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code outline}: the definitions of a file. */
final class FileOutline {
  private static final int DEFINITIONS = 500;

  private FileOutline() {}

  /** Of which file. */
  @Doc(
      "Lists the definitions of a file of the workspace with their lines. Use it to learn how a file is built before reading parts of it")
  record Arguments(
      @Doc("the file, below the workspace folder, as a search has named it")
          @Within(chars = Limits.TOOL_PATH_CHARS)
          String path) {}

  /** A definition. */
  @Doc("A definition")
  record Definition(
      @Doc("its simple name") String name,
      @Doc("qualified name of what encloses it") @Nullable String container,
      @Doc("what it is") RagOutline.Kind kind,
      @Doc("its first line, comments included, counted from 1") int startLine,
      @Doc("its last line") int endLine,
      @Doc("the line its name stands on") int nameLine) {}

  /** The definitions. */
  @Doc("The definitions of a file")
  record Answer(
      @Doc("the file") String path,
      @Doc("in the order of the file") List<Definition> definitions,
      @Doc("whether the file has more than fit into one answer") boolean truncated) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    Workspace workspace = context.workspace();
    FilePath path = workspace.find(Paths.of(given.path()));
    List<Symbol> symbols = workspace.outline(workspace.locate(path));
    List<Definition> shown =
        symbols.stream().limit(DEFINITIONS).map(FileOutline::definition).toList();
    Answer answer = new Answer(Shown.visible(path.toString()), shown, symbols.size() > DEFINITIONS);
    return new Tool.Outcome<>(text(answer), answer);
  }

  private static Definition definition(Symbol symbol) {
    String container = Shown.visible(symbol.container());
    return new Definition(
        Shown.visible(symbol.name()),
        container.isEmpty() ? null : container,
        RagOutline.Kind.valueOf(symbol.kind().name()),
        symbol.lines().first(),
        symbol.lines().last(),
        symbol.nameLine());
  }

  private static String text(Answer answer) {
    Shown shown = Shown.create().line(answer.path());
    if (answer.definitions().isEmpty()) {
      shown.line("No definition is known in it.");
    }
    for (Definition found : answer.definitions()) {
      String container = found.container() == null ? "" : found.container() + ".";
      shown.line(
          "  %d-%d %s %s%s"
              .formatted(
                  found.startLine(),
                  found.endLine(),
                  found.kind().name().toLowerCase(Locale.ROOT),
                  container,
                  found.name()));
    }
    if (answer.truncated()) {
      shown.line("The file has more definitions than are listed.");
    }
    return shown.toString();
  }
}
