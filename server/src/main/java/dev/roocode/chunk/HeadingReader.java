package dev.roocode.chunk;

import dev.roocode.domain.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says whether a row is a heading, for each kind of document and configuration. */
final class HeadingReader {
  static final int LONGEST = 300; // a longer line is no heading
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

  private final Language language;
  private final Lines lines;
  private final StringBuilder underlines = new StringBuilder(); // of RST, in order of appearance
  private int indented = -1;

  /**
   * A heading.
   *
   * @param level 1 for the outermost
   * @param rows how many it takes
   */
  record Heading(int level, String name, int rows) {}

  HeadingReader(Language language, Lines lines) {
    this.language = language;
    this.lines = lines;
  }

  /** Null for a row that is none. */
  @Nullable Heading heading(int row) {
    if (lines.blank(row) || lines.length(row) > LONGEST) {
      return null;
    }
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
  int keyLevel(int row) {
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
}
