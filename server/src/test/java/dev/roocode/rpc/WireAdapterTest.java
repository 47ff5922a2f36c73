package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.roocode.protocol.RagAsk;
import dev.roocode.protocol.RagReindex;
import dev.roocode.protocol.RagSearch;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireAdapterTest {
  private static final Gson GSON =
      new GsonBuilder().registerTypeAdapterFactory(new WireAdapter()).create();
  private static final Path SAMPLES = Path.of("..", "protocol", "samples");

  private static String problem(Class<?> type, String json) {
    Malformed malformed = assertThrows(Malformed.class, () -> GSON.fromJson(json, type), json);
    return String.valueOf(malformed.getMessage());
  }

  /** {@code RagSearchParams} is {@code RagSearch.Params}. */
  private static Class<?> type(Path sample) {
    String name = sample.getFileName().toString().replace(".json", "");
    try {
      return Class.forName(
          "dev.roocode.protocol." + name.replaceAll("(Params|Result|Partial)$", "\\$$1"));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void everySampleIsReadAndWrittenTheSame() throws IOException {
    assertTrue(samples().size() >= 12);
    for (Path sample : samples()) {
      JsonElement json = JsonParser.parseString(Files.readString(sample));
      Object read = GSON.fromJson(json, (Class<?>) type(sample));
      assertEquals(json, GSON.toJsonTree(read), sample.toString());
    }
  }

  @Test
  void everyMemberIsCheckedInEverySample() throws IOException {
    for (Path sample : samples()) {
      Class<?> type = type(sample);
      JsonObject whole = JsonParser.parseString(Files.readString(sample)).getAsJsonObject();
      for (RecordComponent component : type.getRecordComponents()) {
        String name = component.getName();
        boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        for (JsonElement absent : new JsonElement[] {null, JsonNull.INSTANCE}) {
          JsonObject without = with(whole, name, absent);
          if (required) {
            assertEquals(name + " is missing", problem(type, without.toString()));
          } else {
            assertEquals(with(whole, name, null), GSON.toJsonTree(GSON.fromJson(without, type)));
          }
        }
        for (JsonElement wrong : wrong(component.getType())) {
          String problem = problem(type, with(whole, name, wrong).toString());
          assertTrue(problem.matches(name + " must be .*|" + name + "\\..* is missing"), problem);
        }
      }
    }
  }

  private static JsonObject with(JsonObject whole, String name, @Nullable JsonElement value) {
    JsonObject copy = whole.deepCopy();
    copy.remove(name);
    if (value != null) {
      copy.add(name, value);
    }
    return copy;
  }

  /** Values that the type does not take. */
  private static List<JsonElement> wrong(Class<?> type) {
    String values = "[\"nonsense\", true, 1.5, [], {}]";
    return JsonParser.parseString(values).getAsJsonArray().asList().stream()
        .filter(value -> !takes(type, value))
        .toList();
  }

  private static boolean takes(Class<?> type, JsonElement value) {
    if (value.isJsonArray()) {
      return type == List.class;
    }
    if (value.isJsonObject()) {
      return type == Map.class || type == JsonObject.class;
    }
    JsonPrimitive primitive = value.getAsJsonPrimitive();
    if (primitive.isString()) {
      return type == String.class || type == Either.class;
    }
    return primitive.isBoolean()
        ? type == boolean.class || type == Boolean.class
        : type == double.class || type == Double.class;
  }

  @Test
  void nothingIsConverted() {
    assertEquals(
        "limit must be a whole number",
        problem(RagSearch.Params.class, "{\"query\":\"q\",\"limit\":\"5\"}"));
    assertEquals(
        "limit must be a whole number",
        problem(RagSearch.Params.class, "{\"query\":\"q\",\"limit\":1e300}"));
    assertEquals(
        "limit must be a whole number",
        problem(RagSearch.Params.class, "{\"query\":\"q\",\"limit\":3000000000}"));
    assertEquals("query must be a text", problem(RagSearch.Params.class, "{\"query\":5}"));
    assertEquals(
        "explain must be true or false",
        problem(RagSearch.Params.class, "{\"query\":\"q\",\"explain\":\"true\"}"));
    assertEquals(
        "languages[1] must be a text",
        problem(RagSearch.Params.class, "{\"query\":\"q\",\"languages\":[\"java\",{}]}"));
    assertEquals("params must be an object", problem(RagSearch.Params.class, "[]"));
  }

  @Test
  void unknownWordsAreToldTheKnownOnes() {
    assertEquals(
        "mode must be one of hybrid, semantic, lexical",
        problem(RagSearch.Params.class, "{\"query\":\"q\",\"mode\":\"fuzzy\"}"));
    assertEquals(
        "mode must be one of changed, full", problem(RagReindex.Params.class, "{\"mode\":0}"));
  }

  @Test
  void insideOfOthersTheWholeWayIsNamed() {
    String hit = "{\"hits\":[{\"uri\":\"u\",\"path\":\"p\",\"range\":{\"start\":{\"line\":1}}}]}";
    assertEquals("hits[0].range.start.character is missing", problem(RagSearch.Result.class, hit));
  }

  @Test
  void unknownMembersAreIgnored() {
    RagSearch.Params params =
        GSON.fromJson("{\"new\":{\"a\":[1]},\"query\":\"q\"}", RagSearch.Params.class);
    assertEquals("q", params.query());
  }

  @Test
  void tokensAreTextsOrWholeNumbers() {
    String json = "{\"question\":\"q\",\"partialResultToken\":\"a\",\"workDoneToken\":4}";
    RagAsk.Params params = GSON.fromJson(json, RagAsk.Params.class);
    assertEquals(Either.forLeft("a"), params.partialResultToken());
    assertEquals(Either.forRight(4), params.workDoneToken());
    assertEquals(JsonParser.parseString(json), GSON.toJsonTree(params));
  }
}
