package dev.roocode.lsp;

import dev.roocode.alert.Change;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Status;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Connection;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Router;
import dev.roocode.rpc.Sequence;
import dev.roocode.rpc.Throttle;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One editor and everything that serves it, on any transport. Thread-safe. */
final class Session implements AutoCloseable {
  /** At most four {@code rag/statusChanged} a second. */
  private static final long STATUS_MILLIS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Lifecycle lifecycle = new Lifecycle(this);
  private final Router router = new Router(lifecycle::gate, this::complain);
  private final Sequence sequence = new Sequence(this::report);
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final Connection connection;
  private final EditorClient client;
  private final LocalDoor door;
  private final OpenWorkspace workspace;
  private final WorkProgress progress;
  private final Indexing indexing;
  private final EditorEvents events;
  private final MetricsRequests metrics;
  private final Ticker ticker;
  private final Throttle.Timer timer;
  private final SettingsWatch settingsWatch;

  Session(OutputStream out, Opener opener, Ticker ticker, Throttle.Timer timer) {
    this.ticker = ticker;
    this.timer = timer;
    connection = new Connection(out, router);
    client = ServiceEndpoints.toServiceObject(connection.remote(), EditorClient.class);
    Throttle<Status> status =
        new Throttle<>(
            STATUS_MILLIS, ticker, timer, now -> client.statusChanged(ToWire.status(now)));
    door =
        new LocalDoor(opener, guest -> new LocalVisit(guest, this, ticker), timer, this::complain);
    workspace =
        new OpenWorkspace(
            opener,
            sequence,
            door,
            new OpenWorkspace.Listeners(
                now -> {
                  door.stands(now.state());
                  status.offer(now);
                },
                this::alert,
                lifecycle::openAnew));
    progress = new WorkProgress(client, ticker);
    indexing = new Indexing(workspace, progress, this::report);
    events = new EditorEvents(workspace, sequence, indexing);
    settingsWatch = new SettingsWatch(timer, workspace::isOutdated, lifecycle::openAnew);
    lifecycle.register(router);
    serve(router, progress, client).register(router);
    metrics = metrics(router, client);
    new WorkspaceSymbols(workspace).register(router);
    listen();
  }

  private void alert(Change change) {
    if (lifecycle.isRunning()) {
      client.alert(MetricsWire.change(change));
    }
  }

  /** Answers our requests on a connection, the editor's or another; returns them as commands. */
  RagCommands serve(Router asked, WorkProgress shown, EditorClient asking) {
    RagRequests requests = new RagRequests(workspace, shown, asking);
    requests.register(asked);
    new ToolRequests(workspace, shown).register(asked);
    BackupRequests backups = new BackupRequests(workspace, shown, events::replay);
    backups.register(asked);
    new ConfigRequests(workspace, lifecycle::openAnew).register(asked);
    return new RagCommands(requests, backups, connection);
  }

  /** Answers what is asked about measurements; to be stopped when the connection ends. */
  MetricsRequests metrics(Router asked, EditorClient asking) {
    MetricsRequests requests = new MetricsRequests(workspace, asking, ticker, timer);
    requests.register(asked);
    return requests;
  }

  private void listen() {
    lifecycle.on(router, "textDocument/didOpen", DidOpenTextDocumentParams.class, events::opened);
    lifecycle.on(
        router, "textDocument/didChange", DidChangeTextDocumentParams.class, events::changed);
    lifecycle.on(router, "textDocument/didSave", DidSaveTextDocumentParams.class, events::saved);
    lifecycle.on(router, "textDocument/didClose", DidCloseTextDocumentParams.class, events::closed);
    lifecycle.on(
        router,
        "workspace/didChangeWatchedFiles",
        DidChangeWatchedFilesParams.class,
        events::watched);
    lifecycle.on(
        router,
        "workspace/didChangeWorkspaceFolders",
        DidChangeWorkspaceFoldersParams.class,
        events::folders);
    lifecycle.on(
        router,
        "window/workDoneProgress/cancel",
        WorkDoneProgressCancelParams.class,
        params -> progress.cancel(params.getToken()));
  }

  /** Tells the user, in the editor's own log, what could not be taken over. */
  void complain(String line) {
    LOG.warn("{}", line);
    if (lifecycle.isRunning()) {
      client.logMessage(new MessageParams(MessageType.Warning, line));
    }
  }

  /** Tells the user of a failure that no request can answer. */
  private void report(Throwable failure) {
    String line = Errors.of(failure).getMessage();
    LOG.warn("{}", line);
    if (lifecycle.isRunning()) {
      client.showMessage(new MessageParams(MessageType.Error, line));
    }
  }

  /** Ends with the editor's process, however that ends. An unknown process is not waited for. */
  void watch(long processId) {
    if (processId > 0 && processId != ProcessHandle.current().pid()) {
      ProcessHandle.of(processId)
          .ifPresent(editor -> {
            var _ = editor.onExit().thenRun(() -> ended.complete(null));
          });
    }
  }

  /** Done when the editor's process is gone. */
  CompletableFuture<@Nullable Void> ended() {
    return ended;
  }

  /** Whether the editor said {@code shutdown}. */
  boolean wasShut() {
    return lifecycle.isShut();
  }

  /** Stops all work and closes the workspace; a second call finds nothing left. */
  void stop(@Nullable Call except) {
    settingsWatch.close();
    indexing.stop();
    metrics.stop();
    router.abortAll(
        Errors.refusal(ResponseErrorCode.RequestCancelled, "The server shuts down."), except);
    sequence.close();
    door.close();
    workspace.close();
  }

  @Override
  public void close() {
    stop(null);
  }

  Connection connection() {
    return connection;
  }

  Router router() {
    return router;
  }

  EditorClient client() {
    return client;
  }

  Sequence sequence() {
    return sequence;
  }

  OpenWorkspace workspace() {
    return workspace;
  }

  WorkProgress progress() {
    return progress;
  }

  Indexing indexing() {
    return indexing;
  }

  SettingsWatch settingsWatch() {
    return settingsWatch;
  }

  EditorEvents events() {
    return events;
  }
}
