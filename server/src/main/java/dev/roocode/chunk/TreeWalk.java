package dev.roocode.chunk;

import dev.roocode.chunk.Outline.Span;
import dev.roocode.chunk.Syntax.Role;
import dev.roocode.chunk.Syntax.Rule;
import dev.roocode.domain.Problem;
import dev.roocode.domain.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * One walk over a syntax tree, for one text and thread.
 *
 * <p>Looking at a node costs several microseconds in the binding, ten times as much as parsing it.
 * So the walk enters only what can hold definitions, and pieces too long for one chunk; the inside
 * of ordinary functions is never looked at. Nodes and depth are bounded.
 */
final class TreeWalk {
  private static final int DEPTH = 150;
  private static final int LEAST_NODES = 2_000;
  private static final int BYTES_PER_NODE = 16;

  private final NodeTypes types;
  private final SourceText source;
  private final Names names;
  private final int maxRows;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Span> imports = new ArrayList<>();
  private int nodesLeft;
  private boolean tooDeep;

  /**
   * Where the walk is.
   *
   * @param container the qualified name of what is around
   * @param local inside of code, where variables are no symbols
   * @param type inside of a type, where functions are methods
   * @param first where a wrapper of the next definition begins, -1 without one
   * @param around the rows of the nearest definition or piece around, which nodes of the same rows
   *     add nothing to
   */
  private record Scope(
      String container, boolean local, boolean type, int first, @Nullable Span around, int depth) {
    Scope deeper(int wrapperFirst, @Nullable Span rows) {
      return new Scope(container, local, type, wrapperFirst, rows, depth + 1);
    }

    Scope code(String name, Span rows) {
      return new Scope(name, true, false, -1, rows, depth + 1);
    }

    Scope members(String name, boolean ofType, Span rows) {
      return new Scope(name, local, ofType, -1, rows, depth + 1);
    }

    String qualify(String more) {
      return container.isEmpty() || more.isEmpty() ? container + more : container + "." + more;
    }
  }

  /** A node with the rows it takes and where the comments before it begin. */
  private record Seen(TSNode node, Span rows, int first) {}

  TreeWalk(NodeTypes types, SourceText source, int maxRows) {
    this.types = types;
    this.source = source;
    this.names = new Names(source);
    this.maxRows = maxRows;
    this.nodesLeft = LEAST_NODES + source.sizeBytes() / BYTES_PER_NODE;
  }

  Outline outline(TSTree tree) {
    try (TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
      children(cursor, new Scope("", false, false, -1, null, 0));
    }
    Problem cut =
        new Problem("", "outlineCut", "too deep or too dense; partly cut by its indentation");
    return new Outline(
        definitions, spans, imports, tooDeep || nodesLeft <= 0 ? List.of(cut) : List.of());
  }

  private void children(TSTreeCursor cursor, Scope scope) {
    if (scope.depth() > DEPTH) {
      tooDeep = true;
      return;
    }
    if (!cursor.gotoFirstChild()) {
      return;
    }
    int first = scope.first();
    int commentFirst = -1;
    int before = -1;
    boolean documented = false; // a comment that speaks of what follows even after a blank row
    do {
      if (nodesLeft-- <= 0) {
        break;
      }
      TSNode node = cursor.currentNode();
      Span rows = rows(node);
      if (commentFirst >= 0 && rows.first() > before + (documented ? 2 : 1)) {
        commentFirst = -1; // blank rows between
      }
      List<Rule> rules = types.rules(node);
      if (isComment(rules)) {
        if (commentFirst < 0 && rows.first() > before) {
          commentFirst = rows.first();
        }
        documented = commentFirst > 0 && source.startsWith(node, "/**");
        keepWhole(rows, scope);
      } else {
        int begin = first >= 0 ? first : commentFirst >= 0 ? commentFirst : rows.first();
        if (visit(cursor, rules, new Seen(node, rows, begin), scope)) {
          first = -1;
        }
        commentFirst = -1;
      }
      before = rows.last();
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }

  private static boolean isComment(List<Rule> rules) {
    return !rules.isEmpty() && rules.getFirst().role() == Role.COMMENT;
  }

  /** Returns whether a definition was found. */
  private boolean visit(TSTreeCursor cursor, List<Rule> rules, Seen seen, Scope scope) {
    if (scope.local() && seen.rows().rows() == 1) {
      return false;
    }
    int found = definitions.size();
    for (Rule rule : rules) {
      if (names.holds(rule, seen.node()) && enter(cursor, rule, seen, scope)) {
        return definitions.size() > found;
      }
    }
    if (seen.rows().rows() > maxRows) {
      keepWhole(seen.rows(), scope);
      children(cursor, scope.deeper(scope.first() < 0 ? -1 : seen.first(), seen.rows()));
    } else {
      keepWhole(seen.rows(), scope);
    }
    return definitions.size() > found;
  }

  private void keepWhole(Span rows, Scope scope) {
    if (rows.rows() > 1 && !rows.equals(scope.around())) {
      spans.add(rows);
    }
  }

  /** Returns false when the rule does not apply after all. */
  private boolean enter(TSTreeCursor cursor, Rule rule, Seen seen, Scope scope) {
    switch (rule.role()) {
      case IMPORT -> imports.add(seen.rows());
      case WRAP -> children(cursor, scope.deeper(seen.first(), scope.around()));
      case BODY -> body(cursor, seen, scope);
      case LOCAL -> local(cursor, seen, scope);
      default -> {
        return define(cursor, rule, seen, scope);
      }
    }
    return true;
  }

  private void body(TSTreeCursor cursor, Seen seen, Scope scope) {
    if (!scope.local()) {
      children(cursor, scope.deeper(-1, scope.around()));
      return;
    }
    keepWhole(seen.rows(), scope);
    if (seen.rows().rows() > maxRows) {
      children(cursor, scope.deeper(-1, seen.rows()));
    }
  }

  private void local(TSTreeCursor cursor, Seen seen, Scope scope) {
    keepWhole(seen.rows(), scope);
    if (seen.rows().rows() > maxRows) {
      children(cursor, scope.code(scope.container(), seen.rows()));
    }
  }

  private boolean define(TSTreeCursor cursor, Rule rule, Seen seen, Scope scope) {
    if (scope.local() && rule.role().isData()) {
      return false;
    }
    if (rule.role() == Role.FUNCTION && scope.local() && seen.rows().equals(scope.around())) {
      return false; // the value of what is defined already
    }
    Names.Name name = names.of(rule, seen.node());
    if (name == null) {
      if (rule.role().hasMembers()) {
        children(cursor, scope.deeper(-1, scope.around()));
      }
      return rule.role().hasMembers();
    }
    String container = scope.qualify(name.container());
    if (rule.role() != Role.IMPL) {
      SymbolKind kind = kind(rule.role(), scope.type() || !name.container().isEmpty());
      Span rows = seen.rows();
      int body = rows.rows() > maxRows ? bodyRow(seen) : rows.first();
      definitions.add(
          new Definition(
              name.simple(),
              container,
              kind,
              seen.first(),
              rows.first(),
              body,
              rows.last(),
              name.row()));
    }
    inside(
        cursor,
        rule.role(),
        seen,
        scope,
        container.isEmpty() ? name.simple() : container + "." + name.simple());
    return true;
  }

  private static SymbolKind kind(Role role, boolean ofType) {
    return switch (role) {
      case FUNCTION -> ofType ? SymbolKind.METHOD : SymbolKind.FUNCTION;
      case FIELD -> ofType ? SymbolKind.FIELD : SymbolKind.CONSTANT;
      default -> role.kind();
    };
  }

  private void inside(TSTreeCursor cursor, Role role, Seen seen, Scope scope, String name) {
    if (role.hasMembers()) {
      children(cursor, scope.members(name, role != Role.MODULE, seen.rows()));
    } else if (seen.rows().rows() > maxRows) {
      children(cursor, scope.code(name, seen.rows()));
    }
  }

  private int bodyRow(Seen seen) {
    TSNode body = seen.node().getChildByFieldName("body");
    return body.isNull() ? seen.rows().first() : source.row(body.getStartByte());
  }

  private Span rows(TSNode node) {
    int start = node.getStartByte();
    int first = source.row(start);
    return new Span(first, source.lastRow(start, node.getEndByte()));
  }
}
