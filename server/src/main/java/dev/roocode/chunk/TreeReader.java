package dev.roocode.chunk;

import dev.roocode.base.Ticker;
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
  private static final int WAIT_MILLIS = 3_000; // for a machine that is busy otherwise

  private final ChunkSettings settings;
  private final Ticker ticker;

  TreeReader(ChunkSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  Outline read(TSLanguage grammar, Syntax syntax, String text) {
    try {
      return ParserThreads.SHARED.run(
          () -> parse(grammar, syntax, new SourceText(text)),
          WAIT_MILLIS + 2L * settings.parseMillis());
    } catch (ParserThreads.NotDone e) {
      return Outline.none("parserStuck", e.reason);
    }
  }

  private Outline parse(TSLanguage grammar, Syntax syntax, SourceText source) {
    try (TSParser parser = new TSParser()) {
      if (!parser.setLanguage(grammar)) {
        return Outline.none("noGrammar", "the grammar is of another version");
      }
      long start = ticker.nanos();
      try (TSTree tree =
          parser.parseWithOptions(
              new byte[READ_BYTES],
              null,
              (target, offset, point) -> source.read(target, offset),
              TSInputEncoding.TSInputEncodingUTF8,
              state -> ticker.millisSince(start) >= settings.parseMillis())) {
        return tree == null
            ? Outline.none("parseTimeout", "takes too long to parse")
            : new TreeWalk(syntax, source, settings.maxLines()).outline(tree);
      }
    }
  }
}
