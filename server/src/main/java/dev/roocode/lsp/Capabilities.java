package dev.roocode.lsp;

import com.google.gson.JsonElement;
import dev.roocode.protocol.RagCapabilities;
import dev.roocode.rpc.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** What this server can do, and what it asks of the editor. */
final class Capabilities {
  /** How the requests begin that an editor asks for by name. */
  private static final Set<String> OURS = Set.of("rag/", "backup/", "config/", "metrics/");

  private Capabilities() {}

  /**
   * @param rag what stands under {@code experimental.rag}
   */
  static InitializeResult answer(JsonElement rag) {
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    ServerCapabilities capabilities = new ServerCapabilities();
    capabilities.setTextDocumentSync(Either.forRight(sync));
    capabilities.setWorkspaceSymbolProvider(true);
    capabilities.setExecuteCommandProvider(new ExecuteCommandOptions(RagCommands.ALL));
    capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
    capabilities.setExperimental(Map.of("rag", rag));
    return new InitializeResult(capabilities, new ServerInfo("roocode-rag", version()));
  }

  /** What only some editors can be asked for, and only after {@code initialized}. */
  static List<Registration> registrations(Handshake editor) {
    List<Registration> wanted = new ArrayList<>();
    if (editor.watchesFiles()) {
      var all = new FileSystemWatcher(Either.forLeft("**/*"));
      wanted.add(
          new Registration(
              "roocode-files",
              "workspace/didChangeWatchedFiles",
              new DidChangeWatchedFilesRegistrationOptions(List.of(all))));
    }
    if (editor.registersSettings()) {
      wanted.add(
          new Registration(
              "roocode-settings",
              "workspace/didChangeConfiguration",
              Map.of("section", Lifecycle.SECTION)));
    }
    return wanted;
  }

  /** The requests of a connection that are asked for by name. */
  static RagCapabilities rag(Router router) {
    List<String> features =
        router.methods().stream()
            .filter(name -> OURS.contains(name.substring(0, name.indexOf('/') + 1)))
            .toList();
    return new RagCapabilities(RagCapabilities.VERSION, features);
  }

  static String version() {
    return Optional.ofNullable(Capabilities.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
