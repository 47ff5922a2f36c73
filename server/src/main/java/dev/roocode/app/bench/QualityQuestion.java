package dev.roocode.app.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.domain.LineRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question of a retrieval benchmark.
 *
 * @param repository {@code owner/name}
 * @param kind of question; those of one kind are averaged
 * @param gold what is right
 */
record QualityQuestion(String id, String repository, String kind, String query, List<Gold> gold) {
  /** Lines that answer the question. */
  record Gold(String path, LineRange lines) {}

  /** Questions of this kind ask for the function whose comment was taken out of the tree. */
  private static final String COMMENT_KIND = "doc";

  /** Not part of the benchmark's primary number. */
  static final String JAPANESE_KIND = "ask-ja";

  QualityQuestion {
    gold = List.copyOf(gold);
  }

  /** All questions of the {@code .jsonl} files of a folder, one JSON object a line. */
  static List<QualityQuestion> readAll(Path folder) throws IOException {
    List<QualityQuestion> questions = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          questions.add(of(JsonParser.parseString(line).getAsJsonObject()));
        }
      }
    }
    return questions;
  }

  private static QualityQuestion of(JsonObject json) {
    List<Gold> gold = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("gold")) {
      JsonObject range = element.getAsJsonObject();
      gold.add(
          new Gold(
              range.get("path").getAsString(),
              new LineRange(range.get("start").getAsInt(), range.get("end").getAsInt())));
    }
    return new QualityQuestion(
        json.get("id").getAsString(),
        json.get("repo").getAsString(),
        json.get("kind").getAsString(),
        json.get("query").getAsString(),
        gold);
  }

  /** Whether it counts for the benchmark's primary number. */
  boolean isPrimary() {
    return !kind.equals(JAPANESE_KIND);
  }

  /** The folder of its source tree below the corpus. */
  String tree() {
    return repository.replace("/", "__") + (kind.equals(COMMENT_KIND) ? "@nodoc" : "");
  }
}
