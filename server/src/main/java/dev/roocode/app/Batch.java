package dev.roocode.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Query;
import dev.roocode.domain.SearchResult;
import dev.roocode.service.ServedWorkspace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Answers a file of questions, one JSON object a line, in order. */
final class Batch {
  private final ServedWorkspace workspace;
  private final Function<String, Query> query;

  Batch(ServedWorkspace workspace, Function<String, Query> query) {
    this.workspace = workspace;
    this.query = query;
  }

  /**
   * @param questions lines {@code {id, query}}; other members are ignored
   * @param out lines {@code {id, results:[{path,startLine,endLine,score}], tookMillis}}
   */
  void run(Path questions, Path out) {
    List<String> lines = lines(questions);
    try (BufferedWriter writer = Files.newBufferedWriter(out)) {
      for (int index = 0; index < lines.size(); index++) {
        if (!lines.get(index).isBlank()) {
          writer.write(answer(questions + ":" + (index + 1), lines.get(index)));
          writer.newLine();
        }
      }
    } catch (IOException e) {
      throw new Fault.Unavailable(out.toString(), "cannot be written", "check folder and space")
          .causedBy(e);
    }
  }

  private static List<String> lines(Path questions) {
    try {
      return Files.readAllLines(questions);
    } catch (IOException e) {
      throw new Fault.NotFound(questions.toString(), "cannot be read", "check the path")
          .causedBy(e);
    }
  }

  private String answer(String place, String line) {
    String id;
    String text;
    try {
      JsonObject question = JsonParser.parseString(line).getAsJsonObject();
      id = question.get("id").getAsString();
      text = question.get("query").getAsString();
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new Fault.Invalid(place, "is not {\"id\": …, \"query\": …}", "mend the line")
          .causedBy(e);
    }
    SearchResult result = workspace.search(query.apply(text), Cancellation.NEVER);
    return Json.run(id, result);
  }
}
