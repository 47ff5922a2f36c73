package dev.roocode.chunk;

import dev.roocode.domain.Language;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSTree;

/**
 * Parses a text and reads its outline from the tree. Thread-safe: each call has its own parser, and
 * its native memory is free again when the call returns.
 */
final class TreeReader {
  private static final int READ_BYTES = 1 << 14;
  private static final int WALK_MILLIS = 2_000; // for what follows the parse, and that is bounded

  private final ChunkSettings settings;
  private final Map<TSLanguage, NodeTypes> types = new ConcurrentHashMap<>();

  TreeReader(ChunkSettings settings) {
    this.settings = settings;
  }

  Outline read(Language language, TSLanguage grammar, Syntax syntax, String text) {
    String hazard = ParserHazard.in(language, text);
    if (!hazard.isEmpty()) {
      return Outline.none("parserHazard", hazard);
    }
    NodeTypes known = types.computeIfAbsent(grammar, made -> new NodeTypes(made, syntax));
    try {
      return ParserThreads.SHARED.run(
          () -> parse(grammar, known, new SourceText(text)), settings.parseMillis() + WALK_MILLIS);
    } catch (ParserThreads.NotDone e) {
      return Outline.none("parserStuck", e.reason);
    }
  }

  private Outline parse(TSLanguage grammar, NodeTypes known, SourceText source) {
    try (TSParser parser = new TSParser()) {
      if (!parser.setLanguage(grammar)) {
        return Outline.none("noGrammar", "the grammar is of another version");
      }
      ParseClock clock = new ParseClock(settings.parseMillis());
      try (TSTree tree =
          parser.parseWithOptions(
              new byte[READ_BYTES],
              null,
              (target, offset, point) -> source.read(target, offset),
              TSInputEncoding.TSInputEncodingUTF8,
              state -> clock.isOver())) {
        return tree == null
            ? Outline.none("parseTimeout", "takes too long to parse")
            : new TreeWalk(known, source, settings.maxLines()).outline(tree);
      }
    }
  }
}
