package dev.roocode.app;

import dev.roocode.domain.Fault;
import dev.roocode.endpoint.RemoteWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the server that has a workspace open. */
final class RunningServer {
  private RunningServer() {}

  /**
   * The server that writes the index; empty where there is none. A command with settings of its own
   * asks none, since those of the server would count.
   *
   * @param folder of the workspace, real
   * @throws Fault.Denied where a server uses the data folder for other folders
   */
  static Optional<RemoteWorkspace> find(Common common, Path folder) {
    if (!common.isPlain()) {
      return Optional.empty();
    }
    Path data = common.data(folder);
    Optional<RemoteWorkspace> server = RemoteWorkspace.at(data);
    return server.isPresent() && serves(server.get(), folder, data) ? server : Optional.empty();
  }

  private static boolean serves(RemoteWorkspace server, Path folder, Path data) {
    boolean kept = false;
    try {
      List<Path> folders = server.status().folders();
      if (folders.stream().noneMatch(served -> isSame(served, folder))) {
        throw new Fault.Denied(
            data.toString(),
            "a running server uses it for other folders: " + folders,
            "name one of them with --workspace, or another data folder with --data");
      }
      kept = true;
    } catch (Fault.Unavailable | Fault.NotReady e) {
      return false; // it has just ended
    } finally {
      if (!kept) {
        server.close();
      }
    }
    return true;
  }

  private static boolean isSame(Path served, Path folder) {
    try {
      return served.toRealPath().equals(folder);
    } catch (IOException e) {
      return false;
    }
  }
}
