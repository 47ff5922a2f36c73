package dev.roocode.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeConfigurationCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.jspecify.annotations.Nullable;

/**
 * What {@code initialize} says of the editor, as far as it matters here.
 *
 * @param folders on disk; may be empty
 * @param data where the editor wants the index, null where it does not say
 * @param settings without {@code storageUri}
 * @param processId of the editor, 0 where it does not say
 * @param showsWork whether it shows work that the server begins
 * @param watchesFiles whether it can be asked to watch files
 * @param registersSettings whether it can be asked to tell of changed settings
 * @param givesSettings whether it can be asked for settings
 */
record Handshake(
    List<Path> folders,
    @Nullable Path data,
    JsonObject settings,
    long processId,
    boolean showsWork,
    boolean watchesFiles,
    boolean registersSettings,
    boolean givesSettings) {
  private static final String STORAGE = "storageUri";

  /** Keys travel here only, and not with changed settings. */
  private static final List<String> KEYS = List.of("embeddingKey", "generatorKey", "sealingKeys");

  static Handshake of(InitializeParams params) {
    JsonObject settings = settings(params.getInitializationOptions());
    JsonElement storage = settings.remove(STORAGE);
    Integer processId = params.getProcessId();
    Optional<ClientCapabilities> client = Optional.ofNullable(params.getCapabilities());
    Optional<WorkspaceClientCapabilities> workspace = client.map(ClientCapabilities::getWorkspace);
    return new Handshake(
        folders(params),
        storage == null || storage.isJsonNull() ? null : data(storage),
        settings,
        processId == null ? 0 : processId,
        client
            .map(ClientCapabilities::getWindow)
            .map(WindowClientCapabilities::getWorkDoneProgress)
            .orElse(false),
        workspace
            .map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
            .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration)
            .orElse(false),
        workspace
            .map(WorkspaceClientCapabilities::getDidChangeConfiguration)
            .map(DidChangeConfigurationCapabilities::getDynamicRegistration)
            .orElse(false),
        workspace.map(WorkspaceClientCapabilities::getConfiguration).orElse(false));
  }

  /** Changed settings together with what only {@code initialize} says. */
  JsonObject withKeys(JsonObject changed) {
    JsonObject all = changed.deepCopy();
    for (String key : KEYS) {
      if (settings.has(key) && !all.has(key)) {
        all.add(key, settings.get(key));
      }
    }
    return all;
  }

  private static JsonObject settings(@Nullable Object options) {
    if (options == null || (options instanceof JsonElement given && given.isJsonNull())) {
      return new JsonObject();
    }
    if (options instanceof JsonObject settings) {
      return settings.deepCopy();
    }
    throw new Fault.Invalid(
        "initializationOptions", "are no object", "give the settings and storageUri as members");
  }

  private static Path data(JsonElement storage) {
    if (storage instanceof JsonPrimitive text && text.isString()) {
      return Uris.require(STORAGE, text.getAsString());
    }
    throw new Fault.Invalid(STORAGE, "is no text", "give the URI of a folder");
  }

  /** The newest of the three ways to say it that the editor uses. */
  @SuppressWarnings("deprecation") // older editors know rootUri and rootPath only
  private static List<Path> folders(InitializeParams params) {
    List<WorkspaceFolder> folders = params.getWorkspaceFolders();
    if (folders != null && !folders.isEmpty()) {
      return EditorEvents.folders(folders);
    }
    List<Path> roots = new ArrayList<>();
    if (params.getRootUri() != null) {
      Uris.file(params.getRootUri()).ifPresent(roots::add);
    } else if (params.getRootPath() != null && !params.getRootPath().isEmpty()) {
      roots.add(Path.of(params.getRootPath()).toAbsolutePath().normalize());
    }
    return List.copyOf(roots);
  }
}
