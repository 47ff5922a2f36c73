package dev.roocode.tools;

import com.google.gson.annotations.SerializedName;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;
import dev.roocode.domain.Mentions;
import dev.roocode.protocol.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code find_references}: where an identifier stands. */
final class FindReferences {
  private static final int DEFAULT_LIMIT = 50;
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private FindReferences() {}

  /** Of which identifier. */
  @Doc(
      "Finds the lines of the workspace that hold an identifier as a whole word, with regard to case. Matches are textual: another thing of the same name, a comment or a string count, too; a line where the syntax tree has a definition of the name is labelled so")
  record Arguments(
      @Doc("one identifier, such as parseConfig") @Within(chars = Limits.TOOL_NAME_CHARS)
          String identifier,
      @Doc("the most lines to return; 50 when absent") @Within(max = Limits.TOOL_ITEMS)
          @Nullable Integer limit) {}

  /** How it is known. */
  @Doc("How a match is known")
  enum Basis {
    @SerializedName("textual")
    @Doc("the word stands there")
    TEXTUAL,
    @SerializedName("definition")
    @Doc("the word stands there, and the syntax tree has a definition of this name on the line")
    DEFINITION
  }

  /** A line. */
  @Doc("A line that holds the identifier")
  record Match(
      @Doc("its file, below the workspace folder") String path,
      @Doc("counted from 1") int line,
      @Doc("how it is known") Basis basis,
      @Doc("the line, without blanks around it") String text) {}

  /** The lines. */
  @Doc("Lines that hold the identifier")
  record Answer(
      @Doc("by file and line") List<Match> matches,
      @Doc("whether there may be others") boolean truncated) {}

  static Tool.Outcome<Answer> run(Arguments given, Tool.Context context) {
    String word = given.identifier().strip();
    if (!IDENTIFIER.matcher(word).matches()) {
      throw new Fault.Invalid(
          "identifier", "is not one identifier", "for anything else use search_code");
    }
    Integer asked = given.limit();
    int limit = asked == null ? DEFAULT_LIMIT : asked;
    Mentions found = context.workspace().mentions(word, limit, context.cancellation());
    List<Match> matches = new ArrayList<>();
    int chars = 0;
    for (Mentions.Place place : found.places()) {
      Match match = match(place);
      chars += match.path().length() + match.text().length();
      if (chars > Limits.TOOL_ANSWER_CHARS) {
        break;
      }
      matches.add(match);
    }
    Answer answer = new Answer(matches, found.more() || matches.size() < found.places().size());
    return new Tool.Outcome<>(text(answer), answer);
  }

  private static Match match(Mentions.Place place) {
    return new Match(
        Shown.visible(place.path().toString()),
        place.line(),
        place.defines() ? Basis.DEFINITION : Basis.TEXTUAL,
        Shown.excerpt(place.text(), Limits.TOOL_LINE_CHARS));
  }

  private static String text(Answer answer) {
    Shown shown = Shown.create();
    if (answer.matches().isEmpty()) {
      return shown.line("No indexed line holds this word.").toString();
    }
    StringBuilder lines = new StringBuilder();
    for (Match match : answer.matches()) {
      String basis = match.basis() == Basis.DEFINITION ? "definition" : "textual";
      lines.append(lines.isEmpty() ? "" : "\n");
      lines.append(match.path()).append(':').append(match.line());
      lines.append(" [").append(basis).append("] ").append(match.text());
    }
    shown.line("Whole words, matched as text:").source(lines.toString());
    if (answer.truncated()) {
      shown.line("There may be more matches than are listed.");
    }
    return shown.toString();
  }
}
