package dev.roocode.chunk;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.SymbolKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each range what it holds and which definitions it belongs to. */
final class Labels {
  /** Names in a chunk's header; more would crowd out the text in the embedding. */
  private static final int SYMBOLS = 16;

  private final Language language;
  private final Lines lines;
  private final Outline outline;
  private final List<Definition> open = new ArrayList<>();
  private int next;

  Labels(Language language, Lines lines, Outline outline) {
    this.language = language;
    this.lines = lines;
    this.outline = outline;
  }

  /** Chunks of these ranges, which are in order. */
  List<Chunk> chunks(List<LineRange> ranges) {
    return ranges.stream().map(this::chunk).toList();
  }

  private Chunk chunk(LineRange range) {
    int first = range.first() - 1;
    int last = range.last() - 1;
    List<Definition> all = outline.definitions();
    while (next < all.size() && all.get(next).first() <= last) {
      open.add(all.get(next++));
    }
    open.removeIf(d -> d.last() < first);
    List<Definition> here = open.stream().filter(d -> speaksIn(d, first, last)).toList();
    return new Chunk(
        range,
        kind(here, first, last),
        symbol(here, first, last),
        names(here),
        lines.rows(first, last));
  }

  /** Whether more of the definition than its closing bracket is in the rows. */
  private boolean speaksIn(Definition d, int first, int last) {
    if (d.last() < first || d.first() > last) {
      return false;
    }
    return d.first() >= first || d.last() > first || lines.speaks(d.last());
  }

  private static List<String> names(List<Definition> here) {
    Set<String> names = new LinkedHashSet<>();
    for (Definition d : here) {
      addContainer(names, d.container());
      names.add(d.name());
    }
    return names.stream().limit(SYMBOLS).toList();
  }

  private static void addContainer(Set<String> names, String container) {
    int from = 0;
    for (int dot = container.indexOf('.'); dot >= 0; dot = container.indexOf('.', from)) {
      names.add(container.substring(from, dot));
      from = dot + 1;
    }
    if (!container.isEmpty()) {
      names.add(container.substring(from));
    }
  }

  /** The smallest definition that fills the rows, or most of them. */
  private static String symbol(List<Definition> here, int first, int last) {
    Definition most = null;
    for (Definition d : here) {
      if (2 * overlap(d, first, last) > last - first + 1) {
        most = d; // an inner one comes after the one around it
      }
    }
    return most != null ? most.qualified() : common(here);
  }

  private static String common(List<Definition> here) {
    if (here.size() == 1) {
      return here.getFirst().qualified();
    }
    List<String> containers = here.stream().map(Definition::container).distinct().toList();
    return containers.size() == 1 ? containers.getFirst() : "";
  }

  private ChunkKind kind(List<Definition> here, int first, int last) {
    if (language.nature() == Language.Nature.DOCUMENT) {
      return here.isEmpty() ? ChunkKind.LINES : ChunkKind.SECTION;
    }
    int functionRows = 0;
    int typeRows = 0;
    int end = -1;
    for (Definition d : here) {
      int from = Math.max(Math.max(d.first(), first), end + 1);
      int rows = Math.max(0, Math.min(d.last(), last) - from + 1);
      if (d.isFunction()) {
        functionRows += rows;
        end = Math.max(end, d.last());
      } else if (d.isContainer() && d.kind() != SymbolKind.SECTION) {
        typeRows = Math.max(typeRows, rows);
      }
    }
    int count = last - first + 1;
    if (2 * functionRows > count) {
      return ChunkKind.FUNCTION;
    }
    if (2 * typeRows > count) {
      return ChunkKind.TYPE;
    }
    return outline.isFlat() || Syntax.of(language) == null ? ChunkKind.LINES : ChunkKind.BLOCK;
  }

  private static int overlap(@Nullable Definition d, int first, int last) {
    return d == null ? 0 : Math.min(d.last(), last) - Math.max(d.first(), first) + 1;
  }
}
