package dev.roocode.lsp;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/**
 * The texts that the editor holds open. Bounded: a text that is too long, or one too many, is not
 * held, and what is on disk counts for it. Thread-safe.
 */
final class Documents {
  private final Map<Path, String> texts = new HashMap<>();
  private long chars;

  /**
   * @throws Fault.TooLarge when it is not held
   */
  synchronized void open(Path file, String text) {
    close(file);
    put(file, text);
  }

  /**
   * The text after the changes; nothing for a file that is not held.
   *
   * @throws Fault when the changes do not fit or make it too long; it is not held any more then
   */
  synchronized Optional<String> change(Path file, List<TextDocumentContentChangeEvent> changes) {
    String text = texts.get(file);
    boolean whole = !changes.isEmpty() && changes.getFirst().getRange() == null;
    if (text == null && !whole) {
      return Optional.empty();
    }
    close(file);
    String changed = text == null ? "" : text;
    for (TextDocumentContentChangeEvent change : changes) {
      changed = apply(changed, change);
    }
    put(file, changed);
    return Optional.of(changed);
  }

  synchronized void close(Path file) {
    String text = texts.remove(file);
    chars -= text == null ? 0 : text.length();
  }

  /** A copy. */
  synchronized Map<Path, String> held() {
    return Map.copyOf(texts);
  }

  private void put(Path file, String text) {
    if (text.length() > Limits.OPEN_FILE_CHARS || chars + text.length() > Limits.OPEN_CHARS) {
      throw new Fault.TooLarge(
          file.toString(),
          "is too long to follow while it is edited",
          "save it to have it indexed");
    }
    texts.put(file, text);
    chars += text.length();
  }

  /** One change; a place behind the end of its line means that end, as the protocol has it. */
  static String apply(String text, TextDocumentContentChangeEvent change) {
    Range range = change.getRange();
    if (range == null) {
      return change.getText();
    }
    int start = offset(text, range.getStart());
    int end = offset(text, range.getEnd());
    if (end < start) {
      throw new Fault.Invalid("range", "ends before it starts", "send the whole text");
    }
    return text.substring(0, start) + change.getText() + text.substring(end);
  }

  /** Lines end with LF, CRLF or CR; characters are UTF-16 code units, as Java's. */
  private static int offset(String text, Position position) {
    if (position.getLine() < 0 || position.getCharacter() < 0) {
      throw new Fault.Invalid("position", "is negative", "count from 0");
    }
    int at = 0;
    for (int line = 0; line < position.getLine(); line++) {
      int end = lineEnd(text, at);
      if (end == text.length()) {
        return end;
      }
      at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    return Math.min(
        lineEnd(text, at), (int) Math.min((long) at + position.getCharacter(), Integer.MAX_VALUE));
  }

  private static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }
}
