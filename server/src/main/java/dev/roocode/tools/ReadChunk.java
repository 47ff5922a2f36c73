package dev.roocode.tools;

import dev.roocode.domain.Fault;
import dev.roocode.domain.IndexedText;
import dev.roocode.domain.Limits;
import dev.roocode.protocol.Doc;
import org.jspecify.annotations.Nullable;

/** {@code read_chunk}: lines of an indexed file. */
final class ReadChunk {
  private ReadChunk() {}

  /** Which lines. */
  @Doc(
      "Reads lines of a file of the workspace, as indexed: unsaved text of the editor is in, secret values are out. Use it to see more of a place that a search has found")
  record Arguments(
      @Doc("the file, below the workspace folder, as a search has named it")
          @Within(chars = Limits.TOOL_PATH_CHARS)
          String path,
      @Doc("the first line, counted from 1; 1 when absent") @Within @Nullable Integer startLine,
      @Doc("the last line; as many as fit when absent") @Within @Nullable Integer endLine) {}

  /** The lines. */
  @Doc("Lines of a file")
  record Answer(
      @Doc("the file") String path,
      @Doc("the first line that is here, counted from 1") int startLine,
      @Doc("the last line that is here; one less than the first where none is") int endLine,
      @Doc("lines of the whole file, without blank ones at its end") int lineCount,
      @Doc("the editor's language identifier") String language,
      @Doc("whether the file has changed since it was indexed") boolean stale,
      @Doc("where to go on, when lines that were asked for did not fit") @Nullable Integer nextLine,
      @Doc("the lines, joined by line feeds") String text) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    IndexedText file = context.workspace().text(context.workspace().find(Paths.of(given.path())));
    int count = file.lines().size();
    int first = orElse(given.startLine(), 1);
    int wanted = orElse(given.endLine(), Integer.MAX_VALUE);
    if (wanted < first) {
      throw new Fault.Invalid("endLine", "lies before startLine", "give them in order");
    }
    if (first > Math.max(1, count)) {
      throw new Fault.Invalid(
          "startLine", "lies behind the end", "the file has " + count + " lines");
    }
    return answer(file, first, Math.min(wanted, count));
  }

  private static Tool.Outcome<Answer> answer(IndexedText file, int first, int last) {
    StringBuilder text = new StringBuilder();
    int line = first;
    while (line <= last && line - first < Limits.TOOL_LINES) {
      String next = Shown.visible(file.lines().get(line - 1));
      if (text.length() + next.length() >= Limits.TOOL_ANSWER_CHARS && line > first) {
        break;
      }
      text.append(line == first ? "" : "\n").append(next);
      line++;
    }
    Answer answer =
        new Answer(
            Shown.visible(file.path().toString()),
            first,
            line - 1,
            file.lines().size(),
            file.language().id(),
            file.stale(),
            line <= last ? line : null,
            text.toString());
    return new Tool.Outcome<>(text(answer), answer);
  }

  private static String text(Answer answer) {
    Shown shown = Shown.create();
    String stale = answer.stale() ? " (the file has changed since)" : "";
    if (answer.endLine() < answer.startLine()) {
      return shown.line(answer.path() + " is empty." + stale).toString();
    }
    shown.line(
        "%s:%d-%d of %d lines%s"
            .formatted(
                answer.path(), answer.startLine(), answer.endLine(), answer.lineCount(), stale));
    shown.source(answer.text());
    Integer next = answer.nextLine();
    if (next != null) {
      shown.line("It goes on: read again with startLine " + next + ".");
    }
    return shown.toString();
  }

  private static int orElse(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
