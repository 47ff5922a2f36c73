package dev.roocode.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a schema says is what is read, and nothing else. */
class ArgumentReaderTest {
  /** Arguments of each type. */
  @Doc("Arguments of each type")
  record Given(
      @Doc("a name") @Within(chars = 5) String name,
      @Doc("how many") @Within(max = 9) @Nullable Integer count,
      @Doc("whether") @Nullable Boolean flag,
      @Doc("which") @Within(chars = 3, items = 2) @Nullable List<String> tags) {}

  /** An answer of each type. */
  @Doc("An answer of each type")
  record Answer(
      @Doc("places") List<Inner> places,
      @Doc("a share") double share,
      @Doc("a word") Word word,
      @Doc("a number") long number,
      @Doc("perhaps") @Nullable String maybe) {}

  /** Inside of it. */
  @Doc("inside")
  record Inner(@Doc("a line") int line) {}

  /** Words. */
  enum Word {
    @SerializedName("one")
    ONE,
    @SerializedName("two")
    TWO
  }

  @Test
  void whatFitsIsRead() {
    assertEquals(
        new Given("äöü", 9, true, List.of("a", "b")),
        read("{'name': 'äöü', 'count': 9.0, 'flag': true, 'tags': ['a', 'b']}"));
    assertEquals(new Given("", null, null, null), read("{'name': '', 'count': null}"));
  }

  @Test
  void whatDoesNotFitIsNamedWithTheMend() {
    refused("{}", "name: is missing (a name)");
    refused("{'name': null}", "name: is missing (a name)");
    refused("{'name': 1}", "name: is not a text (a name)");
    refused("{'name': ['x']}", "name: is not a text (a name)");
    refused("{'name': 'longer'}", "name: has 6 characters (give at most 5 of them)");
    refused("{'name': 'x', 'count': '3'}", "count: is not a number (how many)");
    refused("{'name': 'x', 'count': 10}", "count: is 10 (use a whole number from 1 to 9)");
    refused("{'name': 'x', 'count': 0}", "count: is 0 (use a whole number from 1 to 9)");
    refused("{'name': 'x', 'count': 1.5}", "count: is 1.5 (use a whole number from 1 to 9)");
    refused("{'name': 'x', 'count': 1e99}", "count: is 1e99 (use a whole number from 1 to 9)");
    refused(
        "{'name': 'x', 'count': 1e999999999}",
        "count: is 1e999999999 (use a whole number from 1 to 9)");
    refused("{'name': 'x', 'flag': 'yes'}", "flag: is not true or false (whether)");
    refused("{'name': 'x', 'tags': 'a'}", "tags: is not a list of texts (which)");
    refused("{'name': 'x', 'tags': [1]}", "tags: is not a list of texts (which)");
    refused("{'name': 'x', 'tags': ['a', 'b', 'c']}", "tags: has 3 entries (give at most 2)");
    refused("{'name': 'x', 'tags': ['long']}", "tags: has 4 characters (give at most 3 of them)");
    refused(
        "{'name': 'x', 'glob\\u202e': 1}",
        "glob\\u{202E}: is no argument of this tool (its arguments are name, count, flag, tags)");
  }

  @Test
  void aNameThatNobodyKnowsIsShownShort() {
    String line = fault("{'" + "x".repeat(10_000) + "': 1}").line();
    assertTrue(line.length() < 200, line);
  }

  @Test
  void theSchemaSaysTheSame() {
    assertEquals(
        JsonParser.parseString(
            """
            {"type": "object",
             "properties": {
               "name": {"type": "string", "maxLength": 5, "description": "a name"},
               "count": {"type": "integer", "minimum": 1, "maximum": 9, "description": "how many"},
               "flag": {"type": "boolean", "description": "whether"},
               "tags": {"type": "array", "items": {"type": "string", "maxLength": 3},
                        "maxItems": 2, "description": "which"}},
             "required": ["name"],
             "additionalProperties": false}
            """),
        Shapes.of(Given.class));
    assertEquals(
        JsonParser.parseString(
            """
            {"type": "object",
             "properties": {
               "places": {"type": "array",
                 "items": {"type": "object",
                   "properties": {"line": {"type": "integer", "description": "a line"}},
                   "required": ["line"], "additionalProperties": false},
                 "description": "places"},
               "share": {"type": "number", "description": "a share"},
               "word": {"type": "string", "enum": ["one", "two"], "description": "a word"},
               "number": {"type": "integer", "description": "a number"},
               "maybe": {"type": "string", "description": "perhaps"}},
             "required": ["places", "share", "word", "number"],
             "additionalProperties": false}
            """),
        Shapes.of(Answer.class));
  }

  private static Given read(String json) {
    JsonObject given = JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
    return ArgumentReader.read(given, Given.class);
  }

  private static Fault fault(String json) {
    return assertThrows(Fault.Invalid.class, () -> read(json));
  }

  private static void refused(String json, String line) {
    assertEquals(line, fault(json).line());
  }
}
