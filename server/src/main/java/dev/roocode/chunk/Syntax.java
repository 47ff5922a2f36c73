package dev.roocode.chunk;

import dev.roocode.domain.Language;
import dev.roocode.domain.SymbolKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the node types of one grammar mean: the tables of {@code syntax.txt}, whose head explains
 * how they are written.
 */
final class Syntax {
  private static final Map<Language, Syntax> ALL = read();

  private final Map<String, List<Rule>> rules = new HashMap<>();

  /** What a node is for the outline. */
  enum Role {
    /** Belongs to the definition that follows it: a comment, an annotation. */
    COMMENT,
    /** Names other files. */
    IMPORT,
    /** Surrounds one definition, which begins where this begins. */
    WRAP,
    /** Its children count as those of its parent: a body, a block of alternatives. */
    BODY,
    /** Code of its own without a name, such as a lambda: what is defined in it is local. */
    LOCAL,
    /** Gives its members a container, and is no symbol itself. */
    IMPL,
    CLASS,
    INTERFACE,
    ENUM,
    MODULE,
    SECTION,
    /** A constant with members. */
    OBJECT,
    TYPE,
    FUNCTION,
    METHOD,
    FIELD,
    CONSTANT;

    boolean hasMembers() {
      return switch (this) {
        case IMPL, CLASS, INTERFACE, ENUM, MODULE, OBJECT, SECTION -> true;
        default -> false;
      };
    }

    boolean isDefinition() {
      return compareTo(LOCAL) > 0;
    }

    boolean isData() {
      return this == FIELD || this == CONSTANT || this == OBJECT;
    }

    SymbolKind kind() {
      return switch (this) {
        case OBJECT -> SymbolKind.CONSTANT;
        case COMMENT, IMPORT, WRAP, BODY, LOCAL, IMPL -> SymbolKind.MODULE;
        default -> SymbolKind.valueOf(name());
      };
    }
  }

  /**
   * One meaning of a node type.
   *
   * @param condition a path that must lead to a node, empty for always; a path is its steps
   * @param types of which that node must be one, empty for any
   * @param names paths to the node that holds the name; the first that leads anywhere counts
   * @param container a path to the node that names the container, or empty
   */
  record Rule(
      Role role,
      List<String> condition,
      Set<String> types,
      List<List<String>> names,
      List<String> container) {
    Rule {
      types = Set.copyOf(types);
      names = List.copyOf(names);
    }
  }

  private Syntax() {}

  /** Null for a language without a table. */
  static @Nullable Syntax of(Language language) {
    return ALL.get(language);
  }

  /** The meanings of a node type, in the order in which they are tried. */
  List<Rule> rules(String nodeType) {
    return rules.getOrDefault(nodeType, List.of());
  }

  private static Map<Language, Syntax> read() {
    Map<Language, Syntax> all = new EnumMap<>(Language.class);
    List<Syntax> current = List.of();
    for (String line : resource().lines().toList()) {
      if (line.startsWith("[")) {
        current = new ArrayList<>();
        for (String id : line.replaceAll("[\\[\\]]", "").split(" ", -1)) {
          current.add(all.computeIfAbsent(Language.byId(id).orElseThrow(), x -> new Syntax()));
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        current.forEach(syntax -> syntax.add(line));
      }
    }
    return all;
  }

  private static String resource() {
    try (InputStream in = Syntax.class.getResourceAsStream("syntax.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> path(String written) {
    return written.isEmpty() ? List.of() : List.of(written.split("/", -1));
  }

  private void add(String line) {
    String[] halves = line.split(" : ", 2);
    String[] words = halves[0].strip().split(" +", -1);
    String[] naming = (halves.length < 2 ? "name" : halves[1].strip()).split(" in ", 2);
    for (int i = 1; i < words.length; i++) {
      String[] test = words[i].split("\\?", 2);
      String[] expected = (test.length < 2 ? "" : test[1]).split("=", 2);
      Rule rule =
          new Rule(
              Role.valueOf(words[0].toUpperCase(Locale.ROOT)),
              path(expected[0]),
              expected.length < 2 ? Set.of() : Set.of(expected[1].split("\\|", -1)),
              Arrays.stream(naming[0].split(" ", -1)).map(Syntax::path).toList(),
              path(naming.length < 2 ? "" : naming[1]));
      rules.computeIfAbsent(test[0], x -> new ArrayList<>()).add(rule);
    }
  }
}
