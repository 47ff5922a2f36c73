package dev.roocode.chunk;

import dev.roocode.chunk.Syntax.Rule;
import java.util.List;
import java.util.stream.IntStream;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;

/**
 * A syntax by the numbers of a grammar's node types: asking a node for its number is cheaper than
 * for its name, which the binding makes anew each time. Immutable.
 */
final class NodeTypes {
  private final List<List<Rule>> bySymbol;

  NodeTypes(TSLanguage grammar, Syntax syntax) {
    bySymbol =
        IntStream.range(0, grammar.symbolCount())
            .mapToObj(symbol -> syntax.rules(grammar.symbolName(symbol)))
            .toList();
  }

  /** The meanings of a node, in the order in which they are tried. */
  List<Rule> rules(TSNode node) {
    int symbol = node.getSymbol();
    boolean known = symbol >= 0 && symbol < bySymbol.size(); // the node of an error is not
    return known ? bySymbol.get(symbol) : List.of();
  }
}
