package dev.roocode.chunk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.regex.Pattern;
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
  private static final int WAIT_MILLIS = 20_000; // wall time, on a machine that is busy otherwise
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Heredoc markers of more than 255 characters break an assertion of the Ruby grammar, which ends
   * the process; nobody writes such.
   */
  private static final Pattern HAZARD = Pattern.compile("<<[-~]?[\"'`]?\\w{200}");

  private final ChunkSettings settings;

  TreeReader(ChunkSettings settings) {
    this.settings = settings;
  }

  Outline read(TSLanguage grammar, Syntax syntax, String text) {
    if (HAZARD.matcher(text).find()) {
      return Outline.none("parserHazard", "holds a word that the parser cannot bear");
    }
    try {
      return ParserThreads.SHARED.run(
          () -> parse(grammar, syntax, new SourceText(text)), WAIT_MILLIS);
    } catch (ParserThreads.NotDone e) {
      return Outline.none("parserStuck", e.reason);
    }
  }

  private Outline parse(TSLanguage grammar, Syntax syntax, SourceText source) {
    try (TSParser parser = new TSParser()) {
      if (!parser.setLanguage(grammar)) {
        return Outline.none("noGrammar", "the grammar is of another version");
      }
      long end = cpuMillis() + settings.parseMillis();
      try (TSTree tree =
          parser.parseWithOptions(
              new byte[READ_BYTES],
              null,
              (target, offset, point) -> source.read(target, offset),
              TSInputEncoding.TSInputEncodingUTF8,
              state -> cpuMillis() >= end)) {
        return tree == null
            ? Outline.none("parseTimeout", "takes too long to parse")
            : new TreeWalk(syntax, source, settings.maxLines()).outline(tree);
      }
    }
  }

  /** Processor time, so that the same text is cut the same on a busy machine. */
  private static long cpuMillis() {
    return THREADS.getCurrentThreadCpuTime() / 1_000_000;
  }
}
