package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigRequestsTest {
  @TempDir private Path folder;

  @Test
  void theHistoryIsListedAndARollbackOpensTheWorkspaceAnew() throws IOException {
    try (Peer peer = new Peer()) {
      peer.start(folder);
      peer.notify(
          "workspace/didChangeConfiguration",
          "{\"settings\":{\"roocode\":{\"embedding\":{\"batchSize\":8}}}}");
      peer.result(peer.request("rag/status", "{}"));
      JsonArray versions = versions(peer);
      assertEquals(2, versions.size());
      JsonObject newest = versions.get(0).getAsJsonObject();
      assertEquals(2, newest.get("version").getAsInt());
      assertEquals("[\"embedding.batchSize\"]", newest.get("changed").toString());
      assertEquals(
          "[{\"name\":\"embedding.batchSize\",\"before\":\"16\",\"after\":\"8\"}]",
          peer.result(peer.request("config/diff", "{\"from\":1,\"to\":2}"))
              .getAsJsonObject()
              .get("differences")
              .toString());
      peer.result(peer.request("config/diff", "{\"from\":0,\"to\":2}"));

      JsonObject made =
          peer.result(peer.request("config/rollback", "{\"version\":1}")).getAsJsonObject();
      assertEquals(3, made.get("version").getAsInt());
      peer.result(peer.request("rag/status", "{}"));
      assertEquals(3, peer.workspaces.size(), "opened anew");
      assertTrue(peer.workspaces.get(1).isClosed());
      assertEquals("rollback to 1", reason(versions(peer)));
    }
  }

  private static String reason(JsonArray versions) {
    return versions.get(0).getAsJsonObject().get("reason").getAsString();
  }

  private static JsonArray versions(Peer peer) throws IOException {
    return peer.result(peer.request("config/history", "{}"))
        .getAsJsonObject()
        .getAsJsonArray("versions");
  }

  @Test
  void anUnknownVersionAndNoFolderAreFaults() throws IOException {
    try (Peer peer = new Peer()) {
      peer.start(folder);
      assertEquals(-32019, peer.error(peer.request("config/rollback", "{\"version\":99}")));
      assertEquals(-32019, peer.error(peer.request("config/diff", "{\"from\":1,\"to\":99}")));
      assertEquals(-32602, peer.error(peer.request("config/diff", "{\"to\":1}")));
      assertEquals(-32602, peer.error(peer.request("config/rollback", "{}")));
    }
    try (Peer peer = new Peer()) {
      peer.result(peer.request("initialize", Peer.initializeParams().toString()));
      assertEquals(-32013, peer.error(peer.request("config/history", "{}")));
    }
  }
}
