package dev.roocode.answer;

import dev.roocode.domain.Symbol;
import java.util.List;

/** What surrounds the best place: the definitions beside and below its own. */
final class OutlineText {
  private OutlineText() {}

  /**
   * A list in Markdown, empty where there is nothing to show.
   *
   * @param symbols of the file, in its order
   * @param symbol the qualified name of the best place's definition
   * @param limit the most lines
   */
  static String of(List<Symbol> symbols, String symbol, int limit) {
    int dot = symbol.lastIndexOf('.');
    String outer = dot < 0 ? symbol : symbol.substring(0, dot);
    List<Symbol> shown =
        symbols.stream()
            .filter(s -> s.qualified().equals(outer) || isBelow(s.container(), outer))
            .toList();
    if (shown.size() < 2) {
      return "";
    }
    StringBuilder text = new StringBuilder("Outline of " + Markdown.code(outer) + ":\n\n");
    shown.stream().limit(limit).forEach(s -> line(text, s));
    if (shown.size() > limit) {
      text.append("- … ").append(shown.size() - limit).append(" more\n");
    }
    return text.append('\n').toString();
  }

  private static boolean isBelow(String container, String outer) {
    return container.equals(outer) || container.startsWith(outer + ".");
  }

  private static void line(StringBuilder text, Symbol symbol) {
    text.append("- ")
        .append(symbol.kind().word())
        .append(' ')
        .append(Markdown.code(symbol.qualified()))
        .append(", line ")
        .append(symbol.nameLine())
        .append('\n');
  }
}
