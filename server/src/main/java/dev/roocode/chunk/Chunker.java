package dev.roocode.chunk;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.treesitter.TSLanguage;

/**
 * Cuts a file's text into chunks and finds its definitions. Thread-safe; keeps no native memory
 * between two calls but the grammars themselves.
 *
 * <p>Every non-blank line is in exactly one chunk; chunks are in order, not blank, begin and end
 * with a non-blank line, and hold at most {@code maxLines} lines and {@code maxChars} characters
 * (one line alone may be longer). Any text is cut; what went wrong stands in the problems, whose
 * path is left empty for the caller to fill in.
 */
public final class Chunker {
  private final ChunkSettings settings;
  private final Grammars grammars;
  private final TreeReader reader;
  private final Set<Language> reported = ConcurrentHashMap.newKeySet();

  public Chunker(ChunkSettings settings) {
    this(settings, NativeGrammars.INSTANCE);
  }

  Chunker(ChunkSettings settings, Grammars grammars) {
    this.settings = settings;
    this.grammars = grammars;
    this.reader = new TreeReader(settings);
  }

  /** The languages whose grammar is there and loads on this machine. Loads all of them. */
  public static Set<Language> grammarsAvailable() {
    return NativeGrammars.INSTANCE.available();
  }

  /** The languages that have a grammar, loadable on this machine or not. */
  public static Set<Language> grammarsKnown() {
    return NativeGrammars.known();
  }

  /**
   * Cuts a text; never throws for its content.
   *
   * @param text with {@code \n} line ends
   */
  public Chunked chunk(Language language, String text) {
    Lines lines = new Lines(text);
    if (lines.filled() == 0) {
      return new Chunked(List.of(), List.of(), List.of());
    }
    Outline outline = outline(language, text, lines);
    List<LineRange> ranges = new Cutter(settings, lines, Borders.of(lines, outline)).cut();
    return new Chunked(
        new Labels(language, lines, outline).chunks(ranges),
        outline.definitions().stream().map(Definition::symbol).toList(),
        outline.problems());
  }

  private Outline outline(Language language, String text, Lines lines) {
    Syntax syntax = Syntax.of(language);
    if (syntax == null) {
      return Headings.outline(language, lines);
    }
    TSLanguage grammar = grammars.load(language);
    if (grammar == null) {
      return reported.add(language)
          ? Outline.none("noGrammar", language.id() + " has no syntax on this machine")
          : Outline.none();
    }
    return reader.read(language, grammar, syntax, text);
  }
}
