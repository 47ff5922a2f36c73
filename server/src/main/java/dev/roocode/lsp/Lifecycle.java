package dev.roocode.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.roocode.protocol.RagCapabilities;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** From {@code initialize} to {@code exit}: what may be asked when, and the settings in between. */
final class Lifecycle {
  /** The editor's name for our settings. */
  static final String SECTION = "roocode";

  private enum Phase {
    NEW,
    OPENING,
    RUNNING,
    SHUT
  }

  private Phase phase = Phase.NEW;
  private final Session session;
  private volatile @Nullable Handshake editor;

  Lifecycle(Session session) {
    this.session = session;
  }

  void register(Router router) {
    router.onRequest("initialize", InitializeParams.class, this::initialize);
    router.onRequest("shutdown", Router.Nothing.class, (params, call) -> shutdown(call));
    router.onNotification("exit", Router.Nothing.class, params -> session.connection().close());
    on(router, "initialized", Router.Nothing.class, params -> initialized());
    on(
        router,
        "workspace/didChangeConfiguration",
        DidChangeConfigurationParams.class,
        this::configured);
  }

  /** Listens to a notification between {@code initialize} and {@code shutdown} only. */
  <P> void on(Router router, String method, Class<P> type, Consumer<P> handler) {
    router.onNotification(
        method,
        type,
        params -> {
          if (phase() == Phase.RUNNING) {
            handler.accept(params);
          }
        });
  }

  /** Whether a request may run now. */
  void gate(String method) {
    switch (phase()) {
      case NEW, OPENING -> {
        if (!method.equals("initialize")) {
          throw Errors.refusal(
              ResponseErrorCode.ServerNotInitialized, "Send initialize and wait for its answer.");
        }
      }
      case SHUT ->
          throw Errors.refusal(ResponseErrorCode.InvalidRequest, "The server is shut down.");
      case RUNNING -> {}
    }
  }

  private synchronized Phase phase() {
    return phase;
  }

  private synchronized boolean move(Phase from, Phase to) {
    if (phase != from) {
      return false;
    }
    phase = to;
    return true;
  }

  private synchronized void shut() {
    phase = Phase.SHUT;
  }

  boolean isRunning() {
    return phase() == Phase.RUNNING;
  }

  boolean isShut() {
    return phase() == Phase.SHUT;
  }

  private InitializeResult initialize(InitializeParams params, Call call) {
    if (!move(Phase.NEW, Phase.OPENING)) {
      throw Errors.refusal(ResponseErrorCode.InvalidRequest, "initialize is sent once.");
    }
    try {
      Handshake asked = Handshake.of(params);
      session.progress().supported(asked.showsWork());
      session.workspace().open(asked.folders(), asked.data(), asked.settings());
      editor = asked;
      session.watch(asked.processId());
      RagCapabilities rag = Capabilities.rag(session.router());
      InitializeResult answer = Capabilities.answer(session.connection().write(rag));
      move(Phase.OPENING, Phase.RUNNING);
      return answer;
    } finally {
      move(Phase.OPENING, Phase.NEW); // it failed: the editor may try again
    }
  }

  private void initialized() {
    Handshake known = editor;
    List<Registration> wanted = known == null ? List.of() : Capabilities.registrations(known);
    if (!wanted.isEmpty()) {
      var _ =
          session
              .client()
              .registerCapability(new RegistrationParams(wanted))
              .exceptionally(refused -> {
                session.complain("the editor refuses to watch: " + refused.getMessage());
                return null;
              });
    }
    session.indexing().start();
    session.settingsWatch().start();
  }

  /** Everything is on disk when this is answered: many editors kill the server soon after. */
  private @Nullable Object shutdown(Call call) {
    shut();
    session.stop(call);
    return null;
  }

  /** Settings are pushed by some editors, and only announced by others. */
  private void configured(DidChangeConfigurationParams params) {
    if (params.getSettings() instanceof JsonObject all) {
      if (all.get(SECTION) instanceof JsonObject ours) {
        apply(ours);
      }
    } else if (Optional.ofNullable(editor).map(Handshake::givesSettings).orElse(false)) {
      ConfigurationItem ours = new ConfigurationItem();
      ours.setSection(SECTION);
      var _ =
          session
              .connection()
              .remote()
              .request("workspace/configuration", new ConfigurationParams(List.of(ours)))
              .thenAccept(answer -> {
                if (answer instanceof JsonArray list
                    && !list.isEmpty()
                    && list.get(0) instanceof JsonObject settings) {
                  apply(settings);
                }
              });
    }
  }

  private void apply(JsonObject changed) {
    Handshake known = editor;
    JsonObject settings = known == null ? changed : known.withKeys(changed);
    session.sequence().submit("settings", () -> reopen(settings));
  }

  private void reopen(JsonObject settings) {
    if (!session.workspace().hasSettings(settings)) {
      reopening(() -> session.workspace().reopen(settings));
    }
  }

  /** Opens the workspace anew: its configuration was rolled back, or nobody else writes it now. */
  void openAnew() {
    session.sequence().submit("settings", () -> reopening(session.workspace()::reopen));
  }

  private void reopening(Runnable reopen) {
    if (!isRunning()) {
      return;
    }
    session.indexing().stop();
    try {
      reopen.run();
    } finally {
      session.events().replay();
      session.indexing().start();
    }
  }
}
