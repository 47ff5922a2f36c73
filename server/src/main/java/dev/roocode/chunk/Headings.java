package dev.roocode.chunk;

import dev.roocode.chunk.HeadingReader.Heading;
import dev.roocode.chunk.Outline.Span;
import dev.roocode.domain.Language;
import dev.roocode.domain.SymbolKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the sections of documents and of configuration from their lines: headings of Markdown,
 * reStructuredText, AsciiDoc and HTML, tables of TOML and INI, the two outer levels of keys of YAML
 * and JSON. One look at each line, whatever it holds.
 */
final class Headings {
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}|-{4,}|\\.{4,}).*");

  private final Language language;
  private final Lines lines;
  private final HeadingReader reader;
  private final List<Definition> found = new ArrayList<>();
  private final List<Span> fences = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /** A heading whose section has not ended yet; its place in {@link #found}. */
  private record Open(int level, int at) {}

  private Headings(Language language, Lines lines) {
    this.language = language;
    this.lines = lines;
    this.reader = new HeadingReader(language, lines);
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
      int fenceEnd = lines.length(row) > HeadingReader.LONGEST ? -1 : fenceEnd(row);
      if (fenceEnd > row) {
        fences.add(new Span(row, fenceEnd));
        before = fenceEnd;
        row = fenceEnd + 1;
        continue;
      }
      Heading heading = reader.heading(row);
      if (heading != null) {
        begin(heading, row, before);
      } else if (isKeyed() && !lines.blank(row) && !lines.closes(row)) {
        end(reader.keyLevel(row), before);
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
      if (lines.length(at) <= HeadingReader.LONGEST && lines.row(at).strip().startsWith(fence)) {
        return at;
      }
    }
    return row;
  }
}
