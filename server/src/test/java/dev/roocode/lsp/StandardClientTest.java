package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roocode.protocol.MetricsAlert;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.protocol.RagOutline;
import dev.roocode.protocol.RagSearch;
import dev.roocode.protocol.RagService;
import dev.roocode.protocol.RagStatus;
import dev.roocode.rpc.WireAdapter;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.services.LanguageServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** lsp4j's own client, with the service interface of the protocol, talks to the server. */
class StandardClientTest {
  /** The server as a client of lsp4j sees it. */
  interface Server extends LanguageServer, RagService {}

  /** Takes what it is told and does nothing. */
  private static final class Editor implements EditorClient {
    final CompletableFuture<RagStatus.Result> status = new CompletableFuture<>();

    @Override
    public void statusChanged(RagStatus.Result newStatus) {
      status.complete(newStatus);
    }

    @Override
    public void alert(MetricsAlert alert) {}

    @Override
    public void measured(MetricsMeasured measured) {}

    @Override
    public void telemetryEvent(Object event) {}

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {}

    @Override
    public void showMessage(MessageParams message) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams ask) {
      return CompletableFuture.completedFuture(new MessageActionItem());
    }

    @Override
    public void logMessage(MessageParams message) {}
  }

  @TempDir Path folder;

  @Test
  void indexesSearchesFollowsAnEditAndEnds() throws Exception {
    Pipe toServer = Pipe.open();
    Pipe toEditor = Pipe.open();
    CompletableFuture<FakeWorkspace> opened = new CompletableFuture<>();
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() ->
            LspServer.run(
                Channels.newInputStream(toServer.source()),
                Channels.newOutputStream(toEditor.sink()),
                (folders, data, settings) -> {
                  FakeWorkspace workspace = new FakeWorkspace(folders);
                  opened.complete(workspace);
                  return workspace;
                }));
    Editor editor = new Editor();
    Launcher<Server> launcher =
        new Launcher.Builder<Server>()
            .setLocalService(editor)
            .setRemoteInterface(Server.class)
            .setInput(Channels.newInputStream(toEditor.source()))
            .setOutput(Channels.newOutputStream(toServer.sink()))
            .configureGson(gson -> gson.registerTypeAdapterFactory(new WireAdapter()))
            .create();
    Future<Void> listening = launcher.startListening();
    Server server = launcher.getRemoteProxy();
    converse(server, editor, opened);
    get(server.shutdown());
    server.exit();
    assertEquals(0, get(exit));
    toEditor.sink().close();
    listening.get(30, TimeUnit.SECONDS);
  }

  private void converse(Server server, Editor editor, CompletableFuture<FakeWorkspace> opened) {
    InitializeParams hello = new InitializeParams();
    hello.setCapabilities(new ClientCapabilities());
    hello.setWorkspaceFolders(List.of(new WorkspaceFolder(Uris.of(folder), "w")));
    assertEquals("roocode-rag", get(server.initialize(hello)).getServerInfo().getName());
    server.initialized(new InitializedParams());
    FakeWorkspace workspace = get(opened);
    workspace.tell(workspace.status().state());
    assertEquals(RagStatus.State.READY, get(editor.status).state());

    String uri = Uris.of(folder.resolve("a.py"));
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(new TextDocumentItem(uri, "python", 1, "def greet")));
    RagSearch.Result found = get(server.search(params("greet")));
    assertEquals(uri, found.hits().getFirst().uri());
    assertEquals(List.of(RagSearch.Matched.TEXT), found.hits().getFirst().matched());
    RagOutline.Result outline = get(server.outline(new RagOutline.Params(uri)));
    assertEquals(RagOutline.Kind.FUNCTION, outline.symbols().getFirst().kind());
    var symbols = get(server.getWorkspaceService().symbol(new WorkspaceSymbolParams("greet")));
    assertEquals(1, symbols.isLeft() ? symbols.getLeft().size() : symbols.getRight().size());
    var command = new ExecuteCommandParams("roocode.status", List.of());
    assertEquals(true, get(server.getWorkspaceService().executeCommand(command)) != null);

    CompletionException failed =
        assertThrows(CompletionException.class, () -> get(server.search(params(" "))));
    ResponseErrorException error =
        assertInstanceOf(ResponseErrorException.class, failed.getCause());
    assertEquals(-32010, error.getResponseError().getCode());
  }

  private static RagSearch.Params params(String query) {
    return new RagSearch.Params(query, null, null, null, null, null, null, null);
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
