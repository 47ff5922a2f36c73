package dev.roocode.tools;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;
import dev.roocode.domain.SymbolHit;
import dev.roocode.protocol.Doc;
import dev.roocode.protocol.RagOutline;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code find_symbol}: definitions by name. */
final class FindSymbol {
  private static final int DEFAULT_LIMIT = 20;

  private FindSymbol() {}

  /** Which ones. */
  @Doc(
      "Finds definitions (classes, functions, methods, fields, headings) whose name contains a text: equal names first, then by beginning. Use it when the name, or a part of it, is known")
  record Arguments(
      @Doc("the name or a part of it, whatever its case") @Within(chars = Limits.TOOL_NAME_CHARS)
          String name,
      @Doc("the most definitions to return; 20 when absent") @Within(max = Limits.TOOL_ITEMS)
          @Nullable Integer limit) {}

  /** A definition. */
  @Doc("A definition")
  record Definition(
      @Doc("its file, below the workspace folder") String path,
      @Doc("its simple name") String name,
      @Doc("qualified name of what encloses it") @Nullable String container,
      @Doc("what it is") RagOutline.Kind kind,
      @Doc("its first line, comments included, counted from 1") int startLine,
      @Doc("its last line") int endLine,
      @Doc("the line its name stands on") int nameLine) {}

  /** The definitions. */
  @Doc("Definitions found, best first")
  record Answer(
      @Doc("best first") List<Definition> definitions,
      @Doc("whether there may be more than the limit allowed") boolean truncated) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    if (given.name().isBlank()) {
      throw new Fault.Invalid("name", "is empty", "write a name or a part of it");
    }
    Integer asked = given.limit();
    int limit = asked == null ? DEFAULT_LIMIT : asked;
    List<SymbolHit> found = context.workspace().symbols(given.name().strip(), limit + 1);
    List<Definition> definitions = found.stream().limit(limit).map(FindSymbol::definition).toList();
    Answer answer = new Answer(definitions, found.size() > limit);
    return new Tool.Outcome<>(text(answer), answer);
  }

  private static Definition definition(SymbolHit hit) {
    String container = Shown.visible(hit.symbol().container());
    return new Definition(
        Shown.visible(hit.path().toString()),
        Shown.visible(hit.symbol().name()),
        container.isEmpty() ? null : container,
        RagOutline.Kind.valueOf(hit.symbol().kind().name()),
        hit.symbol().lines().first(),
        hit.symbol().lines().last(),
        hit.symbol().nameLine());
  }

  private static String text(Answer answer) {
    Shown shown = Shown.create();
    if (answer.definitions().isEmpty()) {
      return shown.line("No definition has such a name.").toString();
    }
    for (Definition found : answer.definitions()) {
      String container = found.container() == null ? "" : found.container() + ".";
      shown.line(
          "%s:%d-%d %s %s%s"
              .formatted(
                  found.path(),
                  found.startLine(),
                  found.endLine(),
                  found.kind().name().toLowerCase(Locale.ROOT),
                  container,
                  found.name()));
    }
    if (answer.truncated()) {
      shown.line("There are more: write more of the name, or ask for more.");
    }
    return shown.toString();
  }
}
