package dev.roocode.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The editor's list of tools and the reference come from the records of the tools; {@code -Dupdate}
 * rewrites them. The Japanese of what people read is written by hand, and asked for here.
 */
class ToolsGeneratedTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path EXTENSION = REPOSITORY.resolve("extension");
  private static final String WORDS = "tool.";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  @Test
  void theEditorsToolsAreFresh() throws IOException {
    JsonObject manifest = read("package.json");
    JsonArray tools = new JsonArray();
    WorkspaceTools.forEditor().forEach(tool -> tools.add(contribution(tool)));
    manifest.getAsJsonObject("contributes").add("languageModelTools", tools);
    fresh(EXTENSION.resolve("package.json"), GSON.toJson(manifest) + "\n");
  }

  @Test
  void theirWordsAreFresh() throws IOException {
    JsonObject words = read("package.nls.json");
    taken(words, WORDS);
    JsonObject settings = taken(words, "setting.server."); // they keep the last place
    for (EditorTool tool : WorkspaceTools.forEditor()) {
      words.addProperty(WORDS + tool.name() + ".displayName", tool.title());
      words.addProperty(WORDS + tool.name() + ".userDescription", tool.purpose());
    }
    settings.asMap().forEach(words::add);
    fresh(EXTENSION.resolve("package.nls.json"), GSON.toJson(words) + "\n");
  }

  private static JsonObject taken(JsonObject words, String prefix) {
    JsonObject taken = new JsonObject();
    for (String name : List.copyOf(words.keySet())) {
      if (name.startsWith(prefix)) {
        taken.add(name, words.remove(name));
      }
    }
    return taken;
  }

  @Test
  void theirWordsAreThereInJapanese() throws IOException {
    JsonObject words = read("package.nls.ja.json");
    Set<String> wanted = new HashSet<>();
    for (EditorTool tool : WorkspaceTools.forEditor()) {
      wanted.add(WORDS + tool.name() + ".displayName");
      wanted.add(WORDS + tool.name() + ".userDescription");
    }
    Set<String> there = new HashSet<>(words.keySet());
    there.removeIf(name -> !name.startsWith(WORDS));
    assertEquals(wanted, there);
  }

  @Test
  void theReferenceIsFresh() throws IOException {
    fresh(REPOSITORY.resolve("docs/api/tools.md"), reference());
  }

  private static JsonObject contribution(EditorTool tool) {
    Toolbox.Card card =
        WorkspaceTools.all().stream()
            .filter(known -> known.name().equals(tool.tool()))
            .findFirst()
            .orElseThrow();
    JsonObject contribution = new JsonObject();
    contribution.addProperty("name", tool.name());
    contribution.addProperty("toolReferenceName", tool.reference());
    contribution.addProperty("displayName", "%" + WORDS + tool.name() + ".displayName%");
    contribution.addProperty("userDescription", "%" + WORDS + tool.name() + ".userDescription%");
    contribution.addProperty("modelDescription", card.description());
    contribution.addProperty("canBeReferencedInPrompt", true);
    contribution.addProperty("icon", "$(search)");
    contribution.add("tags", GSON.toJsonTree(List.of("roocode", "search")));
    contribution.add("inputSchema", card.inputSchema());
    return contribution;
  }

  private static String reference() {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- Generated from the records of dev.roocode.tools: run their tests with -Dupdate. -->
            # Tools for agents

            What agents can call, by the Model Context Protocol (`roocode mcp`, or HTTP) or through
            `rag/callTool`. Paths lie below the workspace folder; in a workspace of several folders
            those of all but the first begin with the folder's name. An argument that is not known,
            missing, of another type or outside its bounds, and whatever the workspace refuses, is
            an answer with `isError` that says what to do. Text of files stands between two lines
            with a boundary that no file could know; characters that show nothing look like
            `\\u{202E}`.
            """);
    for (Toolbox.Card card : WorkspaceTools.all()) {
      text.append("\n## `").append(card.name()).append("`\n\n");
      text.append(card.description()).append(".\n");
      WorkspaceTools.forEditor().stream()
          .filter(tool -> tool.tool().equals(card.name()))
          .forEach(tool -> text.append("\nIn the editor: `").append(tool.name()).append("`.\n"));
      if (!card.readOnly()) {
        text.append("\nOnly where the setting `mcp.allowReindex` allows it.\n");
      }
      table(text, "argument", card.inputSchema());
      table(text, "answer", card.outputSchema());
    }
    return text.toString();
  }

  private static void table(StringBuilder text, String head, JsonObject schema) {
    JsonObject properties = schema.getAsJsonObject("properties");
    if (properties.isEmpty()) {
      text.append("\nNo ").append(head).append("s.\n");
      return;
    }
    text.append("\n| ").append(head).append(" | type | required | meaning |\n|---|---|---|---|\n");
    rows(text, "", schema);
  }

  private static void rows(StringBuilder text, String prefix, JsonObject schema) {
    JsonArray required =
        schema.has("required") ? schema.getAsJsonArray("required") : new JsonArray();
    schema
        .getAsJsonObject("properties")
        .asMap()
        .forEach((name, property) -> {
          JsonObject inner = property.getAsJsonObject();
          boolean list = inner.get("type").getAsString().equals("array");
          JsonObject element = list ? inner.getAsJsonObject("items") : inner;
          boolean needed = required.asList().stream().anyMatch(r -> r.getAsString().equals(name));
          text.append("| `").append(prefix).append(name).append("` | ");
          text.append(type(inner)).append(needed ? " | yes | " : " | | ");
          text.append(inner.get("description").getAsString()).append(" |\n");
          if (element.has("properties")) {
            rows(text, prefix + name + (list ? "[]." : "."), element);
          }
        });
  }

  private static String type(JsonObject property) {
    if (property.has("enum")) {
      return String.join(
          ", ",
          property.getAsJsonArray("enum").asList().stream()
              .map(word -> "`" + word.getAsString() + "`")
              .toList());
    }
    String type = property.get("type").getAsString();
    if (type.equals("array")) {
      JsonElement most = property.get("maxItems");
      String bound = most == null ? "" : ", at most " + most;
      return "list of " + type(property.getAsJsonObject("items")) + bound;
    }
    JsonElement from = property.get("minimum");
    JsonElement to = property.get("maximum");
    JsonElement chars = property.get("maxLength");
    String range = from == null ? "" : to == null ? ", from " + from : ", " + from + "–" + to;
    return type + range + (chars == null ? "" : ", at most " + chars + " characters");
  }

  private static JsonObject read(String file) throws IOException {
    return GSON.fromJson(Files.readString(EXTENSION.resolve(file)), JsonObject.class);
  }

  private static void fresh(Path file, String expected) throws IOException {
    if (System.getProperty("update") != null) {
      Files.writeString(file, expected);
    }
    String found = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(expected, found, file + " is stale: run with -Dupdate");
  }
}
