package dev.roocode.lsp;

import com.google.gson.JsonObject;
import dev.roocode.domain.Status;
import dev.roocode.endpoint.EndpointSettings;
import dev.roocode.endpoint.Host;
import dev.roocode.endpoint.Listener;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets other programs of the user ask the session's workspace, as long as the session writes its
 * index: whoever only reads it leaves the door to the one that writes. Thread-safe.
 */
final class LocalDoor implements AutoCloseable {
  private final Opener opener;
  private final Host host;
  private final Throttle.Timer timer;
  private final Consumer<String> complaints;
  private @Nullable Path home;
  private int most = EndpointSettings.DEFAULTS.guests();
  private List<Path> folders = List.of();
  private @Nullable Listener listener;
  private boolean closed;

  LocalDoor(Opener opener, Host host, Throttle.Timer timer, Consumer<String> complaints) {
    this.opener = opener;
    this.host = host;
    this.timer = timer;
    this.complaints = complaints;
  }

  /**
   * A workspace was opened.
   *
   * @param data as the editor wishes
   * @param settings of the editor
   */
  synchronized void opened(
      Workspace open, List<Path> newFolders, @Nullable Path data, JsonObject settings) {
    home = opener.home(newFolders, data).orElse(null);
    most = opener.maxConnections(newFolders, data, settings);
    folders = newFolders;
    if (listener != null) {
      listener.most(most);
    }
    stands(open.status().state());
  }

  /** The same workspace has other folders now. */
  synchronized void changed(List<Path> newFolders) {
    folders = newFolders;
    announce();
  }

  /** Opens the door as soon as the index is written from here. */
  synchronized void stands(Status.State state) {
    Path at = home;
    if (at == null || closed || state == Status.State.READ_ONLY) {
      return;
    }
    Listener present = listener;
    if (present != null && present.data().equals(at)) {
      return;
    }
    shut();
    try {
      Listener.Terms terms =
          new Listener.Terms(
              at, Capabilities.version(), EndpointSettings.DEFAULTS.withGuests(most), timer);
      listener = Listener.open(terms, host);
      announce();
    } catch (IOException e) {
      home = null; // said once
      complaints.accept("The command line cannot ask this server, which works all the same: " + e);
    }
  }

  private void announce() {
    Path at = home;
    if (at != null && listener != null) {
      opener.announce(folders, at);
    }
  }

  /** There is no workspace any more. */
  synchronized void left() {
    home = null;
    shut();
  }

  private void shut() {
    Listener old = listener;
    listener = null;
    if (old == null) {
      return;
    }
    opener.withdraw();
    try {
      old.close();
    } catch (IOException e) {
      complaints.accept("The endpoint was not closed in order: " + e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    left();
  }
}
