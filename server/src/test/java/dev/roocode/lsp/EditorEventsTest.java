package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorEventsTest {
  @TempDir Path folder;
  private Peer peer;
  private FakeWorkspace workspace;

  @BeforeEach
  void start() throws IOException {
    peer = new Peer();
    workspace = peer.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    peer.close();
  }

  private String uri(String name) {
    return Uris.of(folder.resolve(name));
  }

  private void open(String uri, String text) throws IOException {
    peer.notify(
        "textDocument/didOpen",
        "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"x\",\"version\":1,\"text\":\"%s\"}}"
            .formatted(uri, text));
  }

  private void change(String uri, String changes) throws IOException {
    peer.notify(
        "textDocument/didChange",
        "{\"textDocument\":{\"uri\":\"%s\",\"version\":2},\"contentChanges\":[%s]}"
            .formatted(uri, changes));
  }

  private int found(String query) throws IOException {
    return peer.result(peer.request("rag/search", "{\"query\":\"" + query + "\"}"))
        .getAsJsonObject()
        .get("total")
        .getAsInt();
  }

  private List<String> eventsOf(String name) throws IOException {
    peer.result(peer.request("rag/status", "{}"));
    return workspace.events.stream().filter(event -> event.endsWith(" " + name)).toList();
  }

  @Test
  void unsavedTextIsFoundByTheNextRequest() throws IOException {
    for (int round = 0; round < 50; round++) {
      String file = uri("a b ü" + round + ".txt");
      open(file, "before\\n");
      assertEquals(0, found("unsaved" + round));
      change(
          file,
          "{\"range\":{\"start\":{\"line\":1,\"character\":0},\"end\":{\"line\":1,\"character\":0}},"
              + "\"text\":\"unsaved%d\"}".formatted(round));
      assertEquals(1, found("unsaved" + round));
    }
  }

  @Test
  void closedAndSavedMeansTheDiskCounts() throws IOException {
    open(uri("a.txt"), "words");
    assertEquals(1, found("words"));
    peer.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + uri("a.txt") + "\"}}");
    assertEquals(0, found("words"));
    open(uri("b.txt"), "words");
    assertEquals(1, found("words"));
    peer.notify("textDocument/didSave", "{\"textDocument\":{\"uri\":\"" + uri("b.txt") + "\"}}");
    assertEquals(List.of("edit b.txt", "release b.txt"), eventsOf("b.txt"));
    change(uri("b.txt"), "{\"text\":\"more words\"}");
    assertEquals(1, found("more words"));
  }

  @Test
  void changesThatDoNotFitFallBackToTheDiskAndAreTold() throws IOException {
    open(uri("a.txt"), "words");
    change(
        uri("a.txt"),
        "{\"range\":{\"start\":{\"line\":0,\"character\":3},\"end\":{\"line\":0,\"character\":1}},"
            + "\"text\":\"\"}");
    assertEquals(0, found("words"));
    String told = peer.told("window/logMessage").toString();
    assertTrue(told.contains("textDocument/didChange"), told);
    change(uri("a.txt"), "{\"text\":\"whole words\"}");
    assertEquals(1, found("words"));
  }

  @Test
  void otherSchemesAreNoneOfOurBusiness() throws IOException {
    for (String uri : List.of("untitled:Untitled-1", "git:/a.txt", "vscode-notebook-cell:/x#1")) {
      open(uri, "words");
      change(uri, "{\"text\":\"words\"}");
      peer.notify("textDocument/didSave", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
      peer.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"" + uri + "\"}}");
    }
    assertEquals(0, found("words"));
    assertTrue(workspace.events.stream().noneMatch(event -> event.startsWith("edit")));
  }

  @Test
  void watchedFilesAreHandedOn() throws IOException {
    peer.notify(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"%s\",\"type\":1},{\"uri\":\"%s\",\"type\":3},{\"uri\":\"git:/x\",\"type\":2}]}"
            .formatted(uri("new.txt"), uri("gone.txt")));
    assertEquals(List.of("changed new.txt"), eventsOf("new.txt"));
    assertEquals(List.of("changed gone.txt"), eventsOf("gone.txt"));
  }

  @Test
  void aUriThatCannotBeReadDoesNotTakeOthersAway() throws IOException {
    peer.notify(
        "workspace/didChangeWatchedFiles",
        "{\"changes\":[{\"uri\":\"%s\",\"type\":1},{\"uri\":\"file:///%%zz\",\"type\":2}]}"
            .formatted(uri("good.txt")));
    assertEquals(List.of("changed good.txt"), eventsOf("good.txt"));
    peer.told("window/logMessage");
  }

  @Test
  void veryManyChangesAreFoundByLookingAtEverything() throws IOException {
    peer.until(() -> workspace.events.contains("start"));
    StringBuilder changes = new StringBuilder();
    for (int file = 0; file < 10_001; file++) {
      changes.append(file == 0 ? "" : ",");
      changes.append("{\"uri\":\"%s\",\"type\":2}".formatted(uri("f" + file)));
    }
    peer.notify("workspace/didChangeWatchedFiles", "{\"changes\":[" + changes + "]}");
    peer.until(() -> workspace.events.stream().filter("start"::equals).count() == 2);
    assertTrue(workspace.events.stream().noneMatch(event -> event.startsWith("changed")));
  }
}
