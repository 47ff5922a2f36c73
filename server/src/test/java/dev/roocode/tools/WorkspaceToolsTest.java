package dev.roocode.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Limits;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Workspace;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.service.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real index of real files. */
class WorkspaceToolsTest {
  @TempDir private Path folder;

  private Path shop;
  private Path lib;
  private Workspace workspace;
  private WorkspaceTools tools;

  @BeforeEach
  void open() throws IOException {
    shop =
        Fixture.write(
            Files.createDirectory(folder.resolve("shop")),
            """
            //- .gitignore
            private.txt
            //- .env
            KEY=hidden
            //- private.txt
            hidden
            //- src/Cart.java
            class Cart {
              int total;


              /** Adds to the total. */
              void addItem(int price) {
                total += price;
              }
            }
            //- src/Shop.java
            class Shop {
              void sell(Cart cart) {
                cart.addItem(3); // addItems, addItem2 and xaddItem are others
              }
            }
            //- empty.txt

            """);
    lib =
        Fixture.write(
            Files.createDirectory(folder.resolve("lib")),
            """
            //- src/Cart.java
            class OtherCart {}
            """);
    Files.writeString(folder.resolve("outside.txt"), "hidden");
    Files.createSymbolicLink(shop.resolve("link.txt"), folder.resolve("outside.txt"));
    workspace =
        Workspaces.open(
            List.of(shop, lib),
            folder.resolve("data"),
            WorkspaceSettings.DEFAULTS,
            Optional::empty);
    workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
    tools = new WorkspaceTools(workspace, false);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void aSearchNamesPlacesWithTheirText() {
    JsonObject found = data("search_code", "{'query': 'add to the total', 'limit': 2}");
    JsonObject best = found.getAsJsonArray("places").get(0).getAsJsonObject();
    assertEquals("src/Cart.java", best.get("path").getAsString());
    assertTrue(best.get("text").getAsString().contains("addItem"));
    assertFalse(found.get("truncated").getAsBoolean());
    String text = reply("search_code", "{'query': 'add to the total'}").text();
    assertTrue(text.startsWith("1. src/Cart.java:"), text);
    assertTrue(text.contains("<<< text of the workspace "), text);
  }

  @Test
  void linesAreThoseOfTheFile() throws IOException {
    List<String> lines = Files.readAllLines(shop.resolve("src/Cart.java"));
    JsonObject all = data("read_chunk", "{'path': 'src/Cart.java'}");
    assertEquals(String.join("\n", lines), all.get("text").getAsString());
    assertFalse(all.has("nextLine"));
    JsonObject some =
        data("read_chunk", "{'path': './src/Cart.java', 'startLine': 3, 'endLine': 5}");
    assertEquals("\n\n" + lines.get(4), some.get("text").getAsString());
    assertEquals(9, some.get("lineCount").getAsInt());
    refused("read_chunk", "{'path': 'src/Cart.java', 'startLine': 10}", "has 9 lines");
    refused("read_chunk", "{'path': 'src/Cart.java', 'startLine': 5, 'endLine': 4}", "in order");
  }

  @Test
  void whatIsLongGoesOnElsewhere() throws IOException {
    int count = Limits.TOOL_LINES + 50;
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append("line number ").append(i).append('\n');
    }
    String wide = ("word ".repeat(1_500) + "\n").repeat(10);
    Files.writeString(shop.resolve("src/Long.txt"), "short");
    Files.writeString(shop.resolve("src/Wide.txt"), "short");
    workspace.edit(shop.resolve("src/Long.txt"), text.toString());
    workspace.edit(shop.resolve("src/Wide.txt"), wide);
    JsonObject first = data("read_chunk", "{'path': 'src/Long.txt'}");
    assertEquals(Limits.TOOL_LINES, first.get("endLine").getAsInt());
    assertEquals(Limits.TOOL_LINES + 1, first.get("nextLine").getAsInt());
    JsonObject rest = data("read_chunk", "{'path': 'src/Long.txt', 'startLine': 401}");
    assertEquals("line number 401", rest.get("text").getAsString().lines().findFirst().orElse(""));
    assertEquals(count, rest.get("endLine").getAsInt());
    assertFalse(rest.has("nextLine"));
    JsonObject narrow = data("read_chunk", "{'path': 'src/Wide.txt'}");
    assertTrue(narrow.get("text").getAsString().length() <= Limits.TOOL_ANSWER_CHARS);
    assertEquals(6, narrow.get("nextLine").getAsInt());
  }

  @Test
  void unsavedTextCounts() {
    workspace.edit(shop.resolve("src/Shop.java"), "class Renamed {}\n");
    JsonObject read = data("read_chunk", "{'path': 'src/Shop.java'}");
    assertEquals("class Renamed {}", read.get("text").getAsString());
    assertFalse(read.get("stale").getAsBoolean());
    workspace.release(shop.resolve("src/Shop.java"));
  }

  @Test
  void filesOfOtherRootsHaveTheirName() {
    JsonObject read = data("read_chunk", "{'path': 'lib/src/Cart.java'}");
    assertEquals("class OtherCart {}", read.get("text").getAsString());
    assertEquals("lib/src/Cart.java", read.get("path").getAsString());
  }

  @Test
  void referencesAreWholeWordsAndSayHowTheyAreKnown() {
    JsonObject found = data("find_references", "{'identifier': 'addItem'}");
    List<String> lines =
        found.getAsJsonArray("matches").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .map(m ->
                "%s:%d %s"
                    .formatted(
                        m.get("path").getAsString(),
                        m.get("line").getAsInt(),
                        m.get("basis").getAsString()))
            .toList();
    assertEquals(List.of("src/Cart.java:6 definition", "src/Shop.java:3 textual"), lines);
    assertFalse(found.get("truncated").getAsBoolean());
    JsonObject one = data("find_references", "{'identifier': 'addItem', 'limit': 1}");
    assertTrue(one.get("truncated").getAsBoolean());
    assertTrue(
        data("find_references", "{'identifier': 'nowhere'}").getAsJsonArray("matches").isEmpty());
    assertTrue(
        data("find_references", "{'identifier': 'additem'}").getAsJsonArray("matches").isEmpty());
  }

  @Test
  void definitionsAndOutlines() {
    JsonObject symbols = data("find_symbol", "{'name': 'cart', 'limit': 1}");
    assertEquals(1, symbols.getAsJsonArray("definitions").size());
    assertTrue(symbols.get("truncated").getAsBoolean());
    JsonObject outline = data("outline", "{'path': 'src/Cart.java'}");
    assertEquals(
        List.of("Cart", "total", "addItem"),
        outline.getAsJsonArray("definitions").asList().stream()
            .map(d -> d.getAsJsonObject().get("name").getAsString())
            .toList());
  }

  @Test
  void nothingOutsideOfTheIndexComesOut() {
    for (String path :
        List.of(
            "../../etc/passwd", "/etc/passwd", "src/../../outside.txt", "C:/x", "a\\\\b", "~/x")) {
      refused("read_chunk", "{'path': '" + path + "'}", "is no path below the workspace folder");
      refused("outline", "{'path': '" + path + "'}", "is no path below the workspace folder");
    }
    for (String path :
        List.of(".env", ".git/config", "private.txt", "link.txt", "src", "lib/../lib", "lib/")) {
      String text = reply("read_chunk", "{'path': '" + path + "'}").text();
      assertTrue(text.contains("is no "), text);
      assertFalse(text.contains("hidden"), text);
    }
    refused("read_chunk", "{'path': ''}", "is empty");
  }

  @Test
  void toolsThatThereAreNot() {
    refused("reindex", "{}", "mcp.allowReindex");
    refused("rm_rf", "{}", "is no tool");
    assertEquals(6, tools.list(Cancellation.NEVER).size());
    WorkspaceTools more = new WorkspaceTools(workspace, true);
    assertEquals(7, more.list(Cancellation.NEVER).size());
    Toolbox.Reply done = more.call("reindex", new JsonObject(), Progress.NONE, Cancellation.NEVER);
    assertFalse(done.isError(), done.text());
  }

  @Test
  void theEditorsNamesCallTheSame() {
    JsonObject one = data("roocode_read", "{'path': 'src/Cart.java'}");
    assertEquals(data("read_chunk", "{'path': 'src/Cart.java'}"), one);
  }

  @Test
  void itSaysHowItStands() {
    JsonObject status = data("index_status", "{}");
    assertEquals(
        status.getAsJsonObject("coverage").get("filesTotal"),
        status.getAsJsonObject("coverage").get("filesIndexed"));
    refused("index_status", "{'verbose': true}", "give none");
  }

  private Toolbox.Reply reply(String name, String arguments) {
    JsonObject given = JsonParser.parseString(arguments.replace('\'', '"')).getAsJsonObject();
    return tools.call(name, given, Progress.NONE, Cancellation.NEVER);
  }

  private JsonObject data(String name, String arguments) {
    Toolbox.Reply reply = reply(name, arguments);
    assertFalse(reply.isError(), reply.text());
    return Objects.requireNonNull(reply.structured());
  }

  private void refused(String name, String arguments, String problem) {
    Toolbox.Reply reply = reply(name, arguments);
    assertTrue(reply.isError(), reply.text());
    assertTrue(reply.text().contains(problem), reply.text());
    assertNull(reply.structured());
  }
}
