package dev.roocode.chunk;

import dev.roocode.chunk.Outline.Span;
import dev.roocode.domain.Language;
import dev.roocode.domain.SymbolKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sections of documents and of configuration from their lines: headings of Markdown,
 * reStructuredText, AsciiDoc and HTML, tables of TOML and INI, the two outer levels of keys of YAML
 * and JSON. One look at each line, whatever it holds.
 */
final class Headings {
  private static final int LONGEST = 300; // a longer line is no heading
  private static final int NAME = 120;
  private static final int KEY_LEVELS = 2;

  private static final Pattern ATX =
      Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?[ \\t]*#*[ \\t]*");
  private static final Pattern ASCIIDOC = Pattern.compile("(={1,6})[ \\t]+(\\S.*)");
  private static final Pattern HTML = Pattern.compile(".*<[hH]([1-6])\\b[^>]*>(.*)");
  private static final Pattern TABLE = Pattern.compile("\\[+([^\\[\\]]+)\\]+\\s*(?:[#;].*)?");
  private static final Pattern YAML_KEY = Pattern.compile("\\s*([\\w./\"'-]+):\\s*(?:[|>&#!].*)?");
  private static final Pattern JSON_KEY =
      Pattern.compile("\\s*\"([^\"]{1,100})\"\\s*:\\s*[\\[{]\\s*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}|-{4,}|\\.{4,}).*");

  private final Language language;
  private final Lines lines;
  private final List<Definition> found = new ArrayList<>();
  private final List<Span> fences = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder underlines = new StringBuilder(); // of RST, in order of appearance

  /** A heading whose section has not ended yet; its place in {@link #found}. */
  private record Open(int level, int at) {}

  private record Heading(int level, String name, int rows) {}

  private Headings(Language language, Lines lines) {
    this.language = language;
    this.lines = lines;
  }

  static Outline outline(Language language, Lines lines) {
    return switch (language) {
      case MARKDOWN, RESTRUCTUREDTEXT, ASCIIDOC, HTML, TOML, PROPERTIES, YAML, JSON ->
          new Headings(language, lines).read();
      default -> Outline.none();
    };
  }

  private Outline read() {
    int before = 0;
    int row = 0;
    while (row < lines.rows()) {
      int fenceEnd = lines.length(row) > LONGEST ? -1 : fenceEnd(row);
      if (fenceEnd > row) {
        fences.add(new Span(row, fenceEnd));
        before = fenceEnd;
        row = fenceEnd + 1;
        continue;
      }
      Heading heading = lines.blank(row) || lines.length(row) > LONGEST ? null : heading(row);
      if (heading != null) {
        begin(heading, row, before);
      } else if (isKeyed() && !lines.blank(row) && !lines.closes(row)) {
        end(keyLevel(row), before);
      }
      int rows = heading == null ? 1 : heading.rows();
      before = lines.blank(row + rows - 1) ? before : row + rows - 1;
      row += rows;
    }
    end(1, before);
    return new Outline(found, fences, List.of(), List.of());
  }

  private boolean isKeyed() {
    return language == Language.YAML || language == Language.JSON;
  }

  private void begin(Heading heading, int row, int before) {
    end(heading.level(), before);
    String container = open.isEmpty() ? "" : found.get(open.peek().at()).qualified();
    open.push(new Open(heading.level(), found.size()));
    found.add(
        new Definition(
            heading.name(),
            container,
            SymbolKind.SECTION,
            row,
            row,
            row + heading.rows() - 1,
            row,
            row));
  }

  /** Ends all sections of this level and of those below. */
  private void end(int level, int last) {
    while (!open.isEmpty() && open.peek().level() >= level) {
      int at = open.pop().at();
      Definition d = found.get(at);
      int end = Math.max(d.first(), last);
      found.set(at, d.until(end));
    }
  }

  private @Nullable Heading heading(int row) {
    return switch (language) {
      case MARKDOWN -> markdown(row);
      case RESTRUCTUREDTEXT -> underlined(row);
      case ASCIIDOC -> marked(ASCIIDOC, row);
      case HTML -> html(row);
      case TOML, PROPERTIES -> table(row);
      case YAML -> key(YAML_KEY, row);
      default -> key(JSON_KEY, row);
    };
  }

  private @Nullable Heading markdown(int row) {
    Heading marked = marked(ATX, row);
    marked = marked == null ? html(row) : marked;
    if (marked != null || row + 1 >= lines.rows() || lines.length(row + 1) > LONGEST) {
      return marked;
    }
    String under = lines.row(row + 1).strip();
    boolean alone = row == 0 || lines.blank(row - 1);
    if (!alone || !under.matches("=+|-{2,}") || lines.row(row).strip().startsWith("|")) {
      return null;
    }
    return named(under.charAt(0) == '=' ? 1 : 2, lines.row(row), 2);
  }

  private @Nullable Heading marked(Pattern pattern, int row) {
    Matcher m = pattern.matcher(lines.row(row));
    return m.matches() && m.group(2) != null ? named(m.group(1).length(), m.group(2), 1) : null;
  }

  /** The text of the heading may stand on the next row. */
  private @Nullable Heading html(int row) {
    Matcher m = HTML.matcher(lines.row(row));
    if (!m.matches()) {
      return null;
    }
    boolean below = m.group(2).isBlank() && row + 1 < lines.rows();
    String text = !below ? m.group(2) : lines.length(row + 1) > LONGEST ? "" : lines.row(row + 1);
    return named(m.group(1).charAt(0) - '0', text.replaceAll("<[^>]*>?", ""), below ? 2 : 1);
  }

  private @Nullable Heading table(int row) {
    Matcher m = TABLE.matcher(lines.row(row));
    return m.matches() ? named(1, m.group(1), 1) : null;
  }

  private @Nullable Heading key(Pattern pattern, int row) {
    int level = keyLevel(row);
    Matcher m = pattern.matcher(lines.row(row));
    boolean holdsRows = row + 1 < lines.rows() && lines.indent(row + 1) > lines.indent(row);
    return level <= KEY_LEVELS && holdsRows && m.matches()
        ? named(level, m.group(1).replaceAll("[\"']", ""), 1)
        : null;
  }

  /** 1 for the outermost keys; those of JSON stand one step in. */
  private int keyLevel(int row) {
    int step = Math.max(1, lines.indent(firstIndented()));
    int level = Math.min(lines.indent(row) / step, LONGEST);
    return language == Language.JSON ? Math.max(1, level) : level + 1;
  }

  private int firstIndented() {
    if (indented < 0) {
      indented = 0;
      for (int row = 0; row < lines.rows(); row++) {
        if (lines.indent(row) > 0) {
          indented = row;
          break;
        }
      }
    }
    return indented;
  }

  private int indented = -1;

  /** A title over, or between, rows of one repeated punctuation mark. */
  private @Nullable Heading underlined(int row) {
    boolean overlined = isRule(row);
    int title = overlined ? row + 1 : row;
    if (title + 1 >= lines.rows() || lines.blank(title) || isRule(title) || !isRule(title + 1)) {
      return null;
    }
    if (lines.length(title + 1) + 2 < lines.length(title)) {
      return null;
    }
    String key = lines.row(title + 1).charAt(0) + (overlined ? "o" : "u");
    int at = underlines.indexOf(key);
    if (at < 0) {
      at = underlines.length();
      underlines.append(key);
    }
    return named(at / 2 + 1, lines.row(title), overlined ? 3 : 2);
  }

  private boolean isRule(int row) {
    if (lines.length(row) < 3 || lines.length(row) > LONGEST) {
      return false;
    }
    String text = lines.row(row).stripTrailing();
    char c = text.isEmpty() ? 'x' : text.charAt(0);
    return text.length() >= 3
        && "=-~^\"'`#*+.:_".indexOf(c) >= 0
        && text.chars().allMatch(x -> x == c);
  }

  private static @Nullable Heading named(int level, String text, int rows) {
    String name =
        text.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
            .replaceAll("[`*]", "")
            .strip()
            .replaceAll("\\s+", " ");
    if (name.isEmpty()) {
      return null;
    }
    int end = name.offsetByCodePoints(0, Math.min(NAME, name.codePointCount(0, name.length())));
    return new Heading(level, name.substring(0, end), rows);
  }

  /** The last row of a block of code or front matter that begins here, or the row itself. */
  private int fenceEnd(int row) {
    if (language != Language.MARKDOWN && language != Language.ASCIIDOC) {
      return row;
    }
    String text = lines.row(row);
    if (row == 0 && text.strip().equals("---") && language == Language.MARKDOWN) {
      return closing(row, "---", 50);
    }
    Matcher m = FENCE.matcher(text);
    boolean asciidoc = language == Language.ASCIIDOC;
    if (!m.matches() || asciidoc != "-.".contains(m.group(1).substring(0, 1))) {
      return row;
    }
    return closing(row, m.group(1), lines.rows());
  }

  private int closing(int row, String fence, int most) {
    int end = Math.min(lines.rows(), row + most);
    for (int at = row + 1; at < end; at++) {
      if (lines.length(at) <= LONGEST && lines.row(at).strip().startsWith(fence)) {
        return at;
      }
    }
    return row;
  }
}
