package dev.roocode.lsp;

import com.google.gson.JsonObject;
import dev.roocode.alert.Change;
import dev.roocode.config.Configuration;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Status;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Sequence;
import dev.roocode.service.Workspace;
import dev.roocode.tools.Toolbox;
import dev.roocode.tools.WorkspaceTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of a session, and its replacement when settings change: whoever uses it holds it,
 * so that it is never closed under a running request. Without a folder there is none, and requests
 * are told so. Thread-safe.
 */
final class OpenWorkspace {
  /** How long a request that was told to stop may go on before it is ignored. */
  private static final long STOP_MILLIS = 5_000;

  private static final long STEP_MILLIS = 50;

  private final Opener opener;
  private final Sequence edits;
  private final LocalDoor door;
  private final Listeners listeners;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Set<Call> users = ConcurrentHashMap.newKeySet();
  private List<Path> folders = List.of();
  private @Nullable Path data;
  private JsonObject settings = new JsonObject();
  private String imprint = "";
  private boolean allowsReindex;
  private @Nullable Workspace workspace;
  private volatile @Nullable Workspace begun;

  /**
   * Who hears of whatever is open.
   *
   * @param status how it stands
   * @param alerts what becomes of alerts
   * @param writable it may be written now, once it is opened anew
   */
  record Listeners(Consumer<Status> status, Consumer<Change> alerts, Runnable writable) {}

  /**
   * @param door learns what is open
   */
  OpenWorkspace(Opener opener, Sequence edits, LocalDoor door, Listeners listeners) {
    this.opener = opener;
    this.edits = edits;
    this.door = door;
    this.listeners = listeners;
  }

  /** Opens it for the first time. Nothing is kept of what cannot be opened. */
  void open(List<Path> newFolders, @Nullable Path newData, JsonObject newSettings) {
    replacing(() -> {
      workspace = opened(newFolders, newData, newSettings);
      folders = newFolders;
      data = newData;
      settings = newSettings;
    });
  }

  /** Uses it for a request, after everything that the editor said before has been taken over. */
  <T> T use(Call call, Function<Workspace, T> work) {
    edits.await();
    call.check();
    lock.readLock().lock();
    users.add(call);
    try {
      Workspace present = workspace;
      if (present == null) {
        throw new Fault.NotReady("workspace", "no folder is open", "open a folder");
      }
      return work.apply(present);
    } finally {
      users.remove(call);
      lock.readLock().unlock();
    }
  }

  /** Uses its tools for a request, as {@link #use} does. */
  <T> T useTools(Call call, Function<Toolbox, T> work) {
    return use(call, open -> work.apply(new WorkspaceTools(open, allowsReindex)));
  }

  /** Its configuration. */
  Configuration configuration() {
    lock.readLock().lock();
    try {
      if (folders.isEmpty()) {
        throw new Fault.NotReady("workspace", "no folder is open", "open a folder");
      }
      return opener.configuration(folders, data, settings);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Reads its server's log; see {@link Opener#log}. */
  Supplier<List<MetricsMeasured.LogLine>> log() {
    lock.readLock().lock();
    try {
      return opener.log(folders, data);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Opens it again, since its settings are others now though the editor's are not. */
  void reopen() {
    reopen(settings);
  }

  /** Uses it at once where there is one. */
  void ifOpen(Consumer<Workspace> work) {
    lock.readLock().lock();
    try {
      if (workspace != null) {
        work.accept(workspace);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Its indexing has begun: from now on it is told how it stands. Before, an index that nobody has
   * looked at yet would call itself ready.
   */
  synchronized void begun(Workspace open) {
    if (!open.equals(begun)) {
      begun = open;
      open.onStatus(listeners.status());
      open.onAlert(listeners.alerts());
    }
  }

  /** How it stands; starting until its indexing has begun. */
  Status status(Workspace open) {
    Status status = open.status();
    return open.equals(begun) || status.state() != Status.State.READY
        ? status
        : status.in(Status.State.STARTING);
  }

  /** Whether a file has changed since from which its settings came. */
  boolean isOutdated() {
    lock.readLock().lock();
    try {
      return workspace != null && !opener.imprint(folders, data).equals(imprint);
    } finally {
      lock.readLock().unlock();
    }
  }

  boolean hasSettings(JsonObject others) {
    return settings.equals(others);
  }

  /** Other folders from now on. */
  void change(List<Path> added, List<Path> removed) {
    List<Path> next = new ArrayList<>(folders);
    next.removeAll(removed);
    added.stream().filter(folder -> !next.contains(folder)).forEach(next::add);
    Workspace present = workspace;
    if (present != null && !next.isEmpty()) {
      present.roots(next);
      folders = next;
      door.changed(next);
      return;
    }
    replacing(() -> {
      folders = next;
      discard();
      workspace = opened(next, data, settings);
    });
  }

  /** Opens it again with other settings; with the former ones where that fails. */
  void reopen(JsonObject newSettings) {
    replacing(() -> {
      discard();
      try {
        workspace = opened(folders, data, newSettings);
        settings = newSettings;
      } catch (Fault fault) {
        workspace = opened(folders, data, settings);
        throw fault;
      }
    });
  }

  /** Closes it in order, also under a request that does not stop. */
  void close() {
    boolean alone = lockToReplace();
    try {
      discard();
    } finally {
      if (alone) {
        lock.writeLock().unlock();
      }
    }
  }

  private @Nullable Workspace opened(
      List<Path> newFolders, @Nullable Path newData, JsonObject newSettings) {
    if (newFolders.isEmpty()) {
      door.left();
      return null;
    }
    imprint = opener.imprint(newFolders, newData);
    Workspace opened = opener.open(newFolders, newData, newSettings);
    allowsReindex = opener.allowsReindex(newFolders, newData, newSettings);
    door.opened(opened, newFolders, newData, newSettings);
    opened.whenWritable(listeners.writable());
    return opened;
  }

  private void discard() {
    Workspace old = workspace;
    workspace = null;
    if (old != null) {
      old.close();
    }
  }

  private void replacing(Runnable replacement) {
    if (!lockToReplace()) {
      throw new Fault.Busy("workspace", "a request does not stop", "restart the server");
    }
    try {
      replacement.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Ends the requests that use it, one after the other as they come to hold it. */
  private boolean lockToReplace() {
    ResponseErrorException reason =
        Errors.refusal(
            ResponseErrorCode.ContentModified, "The workspace was opened anew; ask again.");
    try {
      for (long waited = 0; waited < STOP_MILLIS; waited += STEP_MILLIS) {
        users.forEach(user -> user.abort(reason));
        if (lock.writeLock().tryLock(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
