package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Status;
import dev.roocode.rpc.Throttle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  @TempDir Path folder;

  @Test
  void initializeSaysWhatCanBeDone() throws IOException {
    try (Peer peer = new Peer()) {
      JsonObject answer =
          peer.result(peer.request("initialize", Peer.initializeParams(folder).toString()))
              .getAsJsonObject();
      JsonObject capabilities = answer.getAsJsonObject("capabilities");
      assertEquals(2, capabilities.getAsJsonObject("textDocumentSync").get("change").getAsInt());
      assertTrue(capabilities.get("workspaceSymbolProvider").getAsBoolean());
      assertEquals(
          JsonParser.parseString(
              "[\"roocode.reindex\",\"roocode.status\",\"roocode.backup\",\"roocode.restore\","
                  + "\"roocode.verify\"]"),
          capabilities.getAsJsonObject("executeCommandProvider").get("commands"));
      assertEquals(
          JsonParser.parseString(
              "{\"version\":1,\"features\":[\"backup/create\",\"backup/list\","
                  + "\"backup/restore\",\"backup/verify\",\"config/diff\",\"config/history\",\"config/rollback\",\"metrics/snapshot\",\"metrics/watch\","
                  + "\"rag/ask\",\"rag/assemble\",\"rag/callTool\",\"rag/explainPath\",\"rag/listTools\",\"rag/outline\","
                  + "\"rag/reindex\",\"rag/search\",\"rag/status\",\"rag/verifyAnswer\"]}"),
          capabilities.getAsJsonObject("experimental").get("rag"));
      assertEquals("roocode-rag", answer.getAsJsonObject("serverInfo").get("name").getAsString());
    }
  }

  @Test
  void settingsAndStorageReachTheOpener() throws IOException {
    try (Peer peer = new Peer()) {
      JsonObject params = Peer.initializeParams(folder);
      JsonObject options = new JsonObject();
      options.addProperty("storageUri", Uris.of(folder.resolve("my data")));
      options.addProperty("profile", "small");
      params.add("initializationOptions", options);
      peer.result(peer.request("initialize", params.toString()));
      assertEquals(folder.resolve("my data"), peer.data.getFirst());
      assertEquals("{\"profile\":\"small\"}", peer.settings.getFirst().toString());
    }
  }

  @Test
  void anOlderEditorNamesItsRootAlone() throws IOException {
    try (Peer peer = new Peer()) {
      String root = Uris.of(folder);
      peer.result(peer.request("initialize", "{\"capabilities\":{},\"rootUri\":\"" + root + "\"}"));
      JsonObject status = peer.result(peer.request("rag/status", null)).getAsJsonObject();
      assertEquals(root, status.getAsJsonArray("workspaceFolders").get(0).getAsString());
      assertNull(peer.data.getFirst());
    }
  }

  @Test
  void indexingStartsWithInitialized() throws IOException {
    try (Peer peer = new Peer()) {
      JsonObject params = Peer.initializeParams(folder);
      params.add(
          "capabilities", JsonParser.parseString("{\"window\":{\"workDoneProgress\":true}}"));
      peer.result(peer.request("initialize", params.toString()));
      assertEquals(List.of(), peer.workspace().events);
      peer.notify("initialized", "{}");
      peer.until(() -> peer.workspace().events.contains("start"));
      JsonObject create = peer.told("window/workDoneProgress/create");
      assertEquals("roocode-1", create.getAsJsonObject("params").get("token").getAsString());
      peer.send("{\"jsonrpc\":\"2.0\",\"id\":" + create.get("id") + ",\"result\":null}");
      peer.until(() -> peer.workspace().events.contains("reindex changed"));
    }
  }

  @Test
  void beforeInitializeNothingElseIsAnswered() throws IOException {
    try (Peer peer = new Peer()) {
      assertEquals(-32002, peer.error(peer.request("rag/status", "{}")));
      assertEquals(-32002, peer.error(peer.request("shutdown", null)));
      assertEquals(-32002, peer.error(peer.request("no/such", null)));
      peer.notify("textDocument/didOpen", "{}");
      peer.start(folder);
      assertEquals(-32600, peer.error(peer.request("initialize", "{\"capabilities\":{}}")));
    }
  }

  @Test
  void shutdownClosesAndExitEnds() throws IOException {
    try (Peer peer = new Peer()) {
      FakeWorkspace workspace = peer.start(folder);
      assertTrue(peer.result(peer.request("shutdown", null)).isJsonNull());
      assertTrue(workspace.isClosed());
      assertEquals(-32600, peer.error(peer.request("rag/status", "{}")));
      peer.notify("exit", "null");
      assertEquals(0, peer.exitCode());
    }
  }

  @Test
  void exitWithoutShutdownIsAFailure() throws IOException {
    try (Peer peer = new Peer()) {
      peer.start(folder);
      peer.notify("exit", "null");
      assertEquals(1, peer.exitCode());
    }
  }

  @Test
  void theEndOfTheStreamEndsEverythingAlsoRunningRequests() throws IOException {
    Peer peer = new Peer();
    FakeWorkspace workspace = peer.start(folder);
    peer.request("rag/search", "{\"query\":\"" + FakeWorkspace.WAIT + "\"}");
    peer.close();
    assertTrue(workspace.isClosed());
  }

  @Test
  void theEndOfTheEditorsProcessEndsTheServer() throws IOException {
    Process editor = new ProcessBuilder("sleep", "600").start();
    Peer peer = new Peer();
    JsonObject params = Peer.initializeParams(folder);
    params.addProperty("processId", editor.pid());
    peer.result(peer.request("initialize", params.toString()));
    assertFalse(peer.exit.isDone());
    editor.destroyForcibly();
    assertEquals(1, peer.exitCode());
    peer.close();
  }

  @Test
  void aFaultOfOpeningIsAnsweredAndTheEditorMayTryAgain() throws IOException {
    var refusal = new Fault.NotFound("/gone", "does not exist", "open another folder");
    try (Peer peer = new Peer(Throttle.Timer.SYSTEM, refusal)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        JsonObject error =
            peer.ask("initialize", Peer.initializeParams(folder).toString())
                .getAsJsonObject("error");
        assertEquals(-32019, error.get("code").getAsInt());
        assertEquals("/gone", error.getAsJsonObject("data").get("resource").getAsString());
      }
    }
  }

  @Test
  void withoutAFolderRequestsAreToldSoUntilThereIsOne() throws IOException {
    try (Peer peer = new Peer()) {
      peer.result(peer.request("initialize", "{\"capabilities\":{},\"rootUri\":null}"));
      assertEquals(-32013, peer.error(peer.request("rag/status", "{}")));
      peer.notify("workspace/didChangeWorkspaceFolders", folders(folder, null));
      assertTrue(peer.result(peer.request("rag/status", "{}")).isJsonObject());
    }
  }

  @Test
  void foldersComeAndGo() throws IOException {
    try (Peer peer = new Peer()) {
      Path other = folder.resolve("other");
      FakeWorkspace workspace = peer.start(folder);
      peer.notify("workspace/didChangeWorkspaceFolders", folders(other, null));
      peer.notify("workspace/didChangeWorkspaceFolders", folders(null, other));
      peer.result(peer.request("rag/status", "{}"));
      String first = folder.getFileName().toString();
      assertTrue(workspace.events.contains("roots [" + first + ", other]"));
      assertTrue(workspace.events.contains("roots [" + first + "]"));
    }
  }

  @Test
  void ofManyFolderEventsTheLastCounts() throws IOException {
    try (Peer peer = new Peer()) {
      peer.start(folder);
      Path other = folder.resolve("other");
      for (int round = 0; round < 50; round++) {
        peer.notify("workspace/didChangeWorkspaceFolders", folders(other, null));
        peer.notify("workspace/didChangeWorkspaceFolders", folders(null, other));
      }
      peer.notify("workspace/didChangeWorkspaceFolders", folders(other, null));
      JsonObject status = peer.result(peer.request("rag/status", "{}")).getAsJsonObject();
      assertEquals(2, status.getAsJsonArray("workspaceFolders").size());
    }
  }

  private static String folders(@Nullable Path added, @Nullable Path removed) {
    return "{\"event\":{\"added\":[%s],\"removed\":[%s]}}".formatted(entry(added), entry(removed));
  }

  private static String entry(@Nullable Path folder) {
    return folder == null ? "" : "{\"uri\":\"" + Uris.of(folder) + "\",\"name\":\"x\"}";
  }

  @Test
  void otherSettingsOpenTheWorkspaceAgainAndRunningRequestsAreToldToAskAgain() throws IOException {
    try (Peer peer = new Peer()) {
      FakeWorkspace former = peer.start(folder);
      String uri = Uris.of(folder.resolve("a.txt"));
      peer.notify(
          "textDocument/didOpen",
          "{\"textDocument\":{\"uri\":\"%s\",\"languageId\":\"x\",\"version\":1,\"text\":\"unsaved\"}}"
              .formatted(uri));
      peer.result(peer.request("rag/status", "{}"));
      int slow = peer.request("rag/search", "{\"query\":\"" + FakeWorkspace.WAIT + "\"}");
      peer.until(() -> former.events.contains("waiting"));
      peer.notify(
          "workspace/didChangeConfiguration",
          "{\"settings\":{\"roocode\":{\"profile\":\"large\"}}}");
      assertEquals(-32801, peer.error(slow));
      JsonObject found =
          peer.result(peer.request("rag/search", "{\"query\":\"unsaved\"}")).getAsJsonObject();
      assertEquals(1, found.getAsJsonArray("hits").size());
      assertTrue(former.isClosed());
      assertEquals(2, peer.workspaces.size());
      assertEquals("{\"profile\":\"large\"}", peer.settings.getLast().toString());
    }
  }

  @Test
  void theKeysOfTheHandshakeStayWhenSettingsChange() throws IOException {
    try (Peer peer = new Peer()) {
      JsonObject params = Peer.initializeParams(folder);
      params.add(
          "initializationOptions",
          JsonParser.parseString(
              "{\"embeddingKey\":\"secret\",\"generatorKey\":\"other\",\"sealingKeys\":[\"a\",\"b\"]}"));
      peer.result(peer.request("initialize", params.toString()));
      peer.notify(
          "workspace/didChangeConfiguration",
          "{\"settings\":{\"roocode\":{\"profile\":\"large\"}}}");
      peer.result(peer.request("rag/status", "{}"));
      assertEquals(
          "{\"profile\":\"large\",\"embeddingKey\":\"secret\",\"generatorKey\":\"other\",\"sealingKeys\":[\"a\",\"b\"]}",
          peer.settings.getLast().toString());
    }
  }

  @Test
  void settingsThatSayNothingNewChangeNothing() throws IOException {
    try (Peer peer = new Peer()) {
      peer.start(folder);
      for (String settings : List.of("{}", "{\"roocode\":{}}", "{\"java\":{\"a\":1}}", "[]", "7")) {
        peer.notify("workspace/didChangeConfiguration", "{\"settings\":" + settings + "}");
      }
      peer.result(peer.request("rag/status", "{}"));
      assertEquals(1, peer.workspaces.size());
    }
  }

  @Test
  void announcedSettingsAreAskedFor() throws IOException {
    try (Peer peer = new Peer()) {
      JsonObject params = Peer.initializeParams(folder);
      params.add(
          "capabilities", JsonParser.parseString("{\"workspace\":{\"configuration\":true}}"));
      peer.result(peer.request("initialize", params.toString()));
      peer.notify("workspace/didChangeConfiguration", "{\"settings\":null}");
      JsonObject asked = peer.told("workspace/configuration");
      peer.send(
          "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":[{\"profile\":\"medium\"}]}"
              .formatted(asked.get("id")));
      peer.result(peer.request("rag/status", "{}"));
      assertEquals("{\"profile\":\"medium\"}", peer.settings.getLast().toString());
    }
  }

  @Test
  void theEditorIsAskedToWatchFilesWhenItCan() throws IOException {
    try (Peer peer = new Peer()) {
      JsonObject params = Peer.initializeParams(folder);
      params.add(
          "capabilities",
          JsonParser.parseString(
              "{\"workspace\":{\"didChangeWatchedFiles\":{\"dynamicRegistration\":true},"
                  + "\"didChangeConfiguration\":{\"dynamicRegistration\":true}}}"));
      peer.result(peer.request("initialize", params.toString()));
      peer.notify("initialized", "{}");
      JsonObject registration = peer.told("client/registerCapability").getAsJsonObject("params");
      assertEquals(
          JsonParser.parseString(
              """
              [{"id":"roocode-files","method":"workspace/didChangeWatchedFiles",
                "registerOptions":{"watchers":[{"globPattern":"**/*"}]}},
               {"id":"roocode-settings","method":"workspace/didChangeConfiguration",
                "registerOptions":{"section":"roocode"}}]
              """),
          registration.get("registrations"));
    }
  }

  @Test
  void anIndexThatNobodyElseWritesAnyMoreIsOpenedAnew() throws IOException {
    try (Peer peer = new Peer()) {
      FakeWorkspace reader = peer.start(folder);
      reader.becomeFree();
      peer.until(() -> peer.workspaces.size() == 2);
      assertTrue(reader.isClosed());
      assertEquals(peer.settings.getFirst(), peer.settings.getLast());
      peer.until(peer.workspace()::isHeard);
    }
  }

  @Test
  void statusIsToldAtMostSoOftenAndTheLastAlways() throws IOException {
    List<Runnable> timers = new ArrayList<>();
    Throttle.Timer timer =
        (millis, task) -> {
          if (millis < SettingsWatch.LOOK_MILLIS) {
            timers.add(task);
          }
        };
    try (Peer peer = new Peer(timer, null)) {
      FakeWorkspace workspace = peer.start(folder);
      workspace.tell(Status.State.STARTING);
      workspace.tell(Status.State.INDEXING);
      workspace.tell(Status.State.READ_ONLY);
      assertEquals("starting", state(peer));
      assertEquals(1, timers.size());
      timers.getFirst().run();
      assertEquals("readOnly", state(peer));
    }
  }

  @Test
  void anIndexThatNobodyHasLookedAtIsNotReady() throws IOException {
    try (Peer peer = new Peer()) {
      peer.result(peer.request("initialize", Peer.initializeParams(folder).toString()));
      JsonObject before = peer.result(peer.request("rag/status", "{}")).getAsJsonObject();
      assertEquals("starting", before.get("state").getAsString());
      assertFalse(peer.workspace().isHeard());
      peer.notify("initialized", "{}");
      peer.until(peer.workspace()::isHeard);
      JsonObject after = peer.result(peer.request("rag/status", "{}")).getAsJsonObject();
      assertEquals("ready", after.get("state").getAsString());
    }
  }

  private static String state(Peer peer) {
    JsonObject params = peer.told("rag/statusChanged").getAsJsonObject("params");
    return params.get("state").getAsString();
  }
}
