package dev.roocode.answer;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a model writes safe to show, while it comes in: Markdown in which nothing can be
 * clicked, fetched or run, and in which every character is seen. What is written does not depend on
 * how the text was cut into pieces.
 *
 * <p>A line is passed on word by word. Blocks of code pass as they are, with fences at the start of
 * the line so that every reader sees the same blocks; the rest goes through {@link Inline}.
 *
 * <p>For one thread.
 */
final class Sanitizer {
  /** So much of a line is held back at most, while inline code may still be closed. */
  private static final int HELD_CHARS = 1_000;

  /** Blocks that readers run instead of showing them. */
  private static final Set<String> DRAWN = Set.of("mermaid", "math", "latex", "plantuml", "dot");

  private final Consumer<String> safe;
  private final StringBuilder ready = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private boolean atLineStart = true;
  private Code.@Nullable Fence fence;
  private int before = ' ';
  private char high;

  /**
   * @param safe receives pieces, none empty
   */
  Sanitizer(Consumer<String> safe) {
    this.safe = safe;
  }

  static String sanitized(String text) {
    StringBuilder all = new StringBuilder();
    Sanitizer sanitizer = new Sanitizer(all::append);
    sanitizer.write(text);
    sanitizer.finish();
    return all.toString();
  }

  void write(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      character(piece.charAt(i));
    }
    passOn();
  }

  /** No more will come: closes what is open. */
  void finish() {
    if (high != 0) {
      codePoint(high);
      high = 0;
    }
    Code.Fence open = fence;
    if (open == null) {
      if (!line.isEmpty()) {
        endOfProse();
        ready.append(fence == null ? "" : "\n" + fence.mark());
      }
    } else if (atLineStart && open.isClosedBy(line.toString())) {
      ready.append(open.mark());
    } else {
      ready.append(line).append(atLineStart && line.isEmpty() ? "" : "\n").append(open.mark());
    }
    line.setLength(0);
    passOn();
  }

  private void passOn() {
    if (!ready.isEmpty()) {
      String piece = ready.toString();
      ready.setLength(0);
      safe.accept(piece);
    }
  }

  private void character(char c) {
    if (high != 0) {
      char first = high;
      high = 0;
      if (Character.isLowSurrogate(c)) {
        codePoint(Character.toCodePoint(first, c));
        return;
      }
      codePoint(first);
    }
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else {
      codePoint(c);
    }
  }

  private void codePoint(int c) {
    if (c == '\n') {
      endOfLine();
    } else {
      Visible.append(c, before, line);
      if (fence != null) {
        flushCode();
      } else if (c == ' ') {
        flushWords();
      } else if (line.length() >= HELD_CHARS) {
        flush(line.length());
        ready.append(' ');
      }
    }
    before = c;
  }

  private void endOfLine() {
    Code.Fence open = fence;
    if (open == null) {
      endOfProse();
    } else if (atLineStart && open.isClosedBy(line.toString())) {
      ready.append(open.mark());
      fence = null;
    } else {
      ready.append(line);
    }
    ready.append('\n');
    line.setLength(0);
    atLineStart = true;
  }

  private void endOfProse() {
    Optional<Code.Fence> opening = atLineStart ? Code.opening(line.toString()) : Optional.empty();
    if (opening.isPresent()) {
      Code.Fence found = opening.get();
      String language = DRAWN.contains(found.language()) ? "text" : found.language();
      ready.append(found.mark()).append(language);
      fence = found;
    } else {
      ready.append(Inline.safe(line.toString()));
    }
  }

  private void flushCode() {
    boolean tooLong = line.length() >= HELD_CHARS;
    if (!atLineStart || !Code.mayBeFence(line) || tooLong) {
      ready.append(atLineStart && tooLong ? "'" : "").append(line);
      line.setLength(0);
      atLineStart = false;
    }
  }

  private void flushWords() {
    if (!(atLineStart && Code.mayBeFence(line)) && isClosed()) {
      flush(line.length());
    } else if (line.length() >= HELD_CHARS) {
      flush(line.length());
    }
  }

  /** Whether no inline code is open at the end of the words. */
  private boolean isClosed() {
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == '`') {
        int open = Code.endOfRun(line, at);
        int close = Code.closing(line, at, open);
        if (close < 0) {
          return false;
        }
        at = close + (open - at);
      } else {
        at++;
      }
    }
    return true;
  }

  private void flush(int length) {
    ready.append(Inline.safe(line.substring(0, length)));
    line.delete(0, length);
    atLineStart = false;
  }
}
