package dev.roocode.chunk;

import dev.roocode.chunk.Syntax.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSNode;

/** Finds what a definition is called. */
final class Names {
  private static final int LONGEST = 120;
  private static final int DEEPEST = 20;
  private static final Pattern AFTER_NAME = Pattern.compile("(?s)[\\s<(\\[{=].*");
  private static final Pattern QUOTES = Pattern.compile("[\"'`]");
  private static final Set<String> UNNAMED = Set.of("module", "exports", "this", "prototype");

  private final SourceText source;

  /**
   * A name found.
   *
   * @param container what the name itself says of its container, such as {@code a.b} in {@code
   *     a.b.c = function}, or {@code ""}
   */
  record Name(String simple, String container, int row) {}

  Names(SourceText source) {
    this.source = source;
  }

  boolean holds(Rule rule, TSNode node) {
    if (rule.condition().isEmpty()) {
      return true;
    }
    String last = rule.condition().getLast();
    if (last.endsWith("*")) {
      return chainHolds(rule, last.substring(0, last.length() - 1), node);
    }
    TSNode found = follow(node, rule.condition());
    return found != null && (rule.types().isEmpty() || rule.types().contains(found.getType()));
  }

  private static boolean chainHolds(Rule rule, String field, TSNode node) {
    TSNode at = node.getChildByFieldName(field);
    for (int i = 0; i < DEEPEST && !at.isNull(); i++) {
      if (rule.types().contains(at.getType())) {
        return true;
      }
      at = at.getChildByFieldName(field);
    }
    return false;
  }

  /** Null for a definition without a usable name. */
  @Nullable Name of(Rule rule, TSNode node) {
    for (List<String> path : rule.names()) {
      if (path.getFirst().startsWith("'")) {
        return new Name(path.getFirst().substring(1), "", source.row(node.getStartByte()));
      }
      TSNode found = follow(node, path);
      if (found != null) {
        return named(rule, node, found);
      }
    }
    return null;
  }

  private @Nullable Name named(Rule rule, TSNode node, TSNode found) {
    int start = found.getStartByte();
    int row = source.row(start);
    String text = source.text(found, start, LONGEST);
    if (rule.role() == Syntax.Role.SECTION) {
      String words = text.strip().replaceAll("\\s+", " ");
      return words.isEmpty() ? null : new Name(words, "", row);
    }
    List<String> steps = steps(text);
    if (steps.isEmpty() || steps.equals(List.of("_"))) {
      return null;
    }
    String container = String.join(".", steps.subList(0, steps.size() - 1));
    if (!rule.container().isEmpty()) {
      TSNode owner = follow(node, rule.container());
      container = owner == null ? "" : receiver(source.text(owner, owner.getStartByte(), LONGEST));
    }
    return new Name(steps.getLast(), container, row);
  }

  /** {@code a.b::c} becomes a, b, c; empty where a part is no name. */
  private static List<String> steps(String text) {
    if (isPlain(text)) {
      return UNNAMED.contains(text) ? List.of() : List.of(text);
    }
    if (text.startsWith("operator")) {
      return List.of(text.replaceAll("\\s+", " "));
    }
    String plain = QUOTES.matcher(AFTER_NAME.matcher(text).replaceAll("")).replaceAll("");
    return Arrays.stream(plain.split("\\.|::|\\\\", -1))
        .filter(step -> !step.isEmpty() && !UNNAMED.contains(step))
        .filter(
            step -> Character.isLetter(step.codePointAt(0)) || "_$~#@".indexOf(step.charAt(0)) >= 0)
        .toList();
  }

  /** Most names by far are one identifier, and need no pattern. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && Character.isLetter(text.charAt(0))
        && !text.startsWith("operator")
        && text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }

  /** {@code (e *Engine[T])} becomes Engine. */
  private static String receiver(String text) {
    String plain = text.replaceAll("[()*&]", " ").replaceAll("\\[.*", "").strip();
    return plain.substring(plain.lastIndexOf(' ') + 1);
  }

  /**
   * Follows steps: a field, {@code #type} for the first child of a type, or {@code field*} for as
   * often as the field is there.
   */
  private static @Nullable TSNode follow(TSNode node, List<String> path) {
    TSNode at = node;
    for (String step : path) {
      TSNode next = step.startsWith("#") ? child(at, step.substring(1)) : field(at, step);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static @Nullable TSNode field(TSNode node, String step) {
    if (!step.endsWith("*")) {
      TSNode next = node.getChildByFieldName(step);
      return next.isNull() ? null : next;
    }
    String field = step.substring(0, step.length() - 1);
    TSNode found = null;
    TSNode next = node.getChildByFieldName(field);
    for (int i = 0; i < DEEPEST && !next.isNull(); i++) {
      found = next;
      next = found.getChildByFieldName(field);
    }
    return found;
  }

  private static @Nullable TSNode child(TSNode node, String type) {
    int count = Math.min(node.getChildCount(), DEEPEST);
    for (int i = 0; i < count; i++) {
      TSNode child = node.getChild(i);
      if (child.getType().equals(type)) {
        return child;
      }
    }
    return null;
  }
}
