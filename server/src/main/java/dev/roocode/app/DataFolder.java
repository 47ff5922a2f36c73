package dev.roocode.app;

import dev.roocode.domain.ContentHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a workspace's data lives unless told otherwise: a per-user folder, keyed by workspace. */
final class DataFolder {
  private DataFolder() {}

  /**
   * @param workspace absolute, symbolic links resolved
   * @param environment of the process
   */
  static Path of(Path workspace, Map<String, String> environment) {
    return of(List.of(workspace), environment);
  }

  /** Of a workspace of several folders: not that of one of them, which lacks the others' files. */
  static Path of(List<Path> folders, Map<String, String> environment) {
    Path name = folders.getFirst().getFileName();
    String all = folders.stream().map(Path::toString).sorted().collect(Collectors.joining("\n"));
    String key = ContentHash.of(all).toString().substring(0, 12);
    return home(environment)
        .resolve("roocode-rag")
        .resolve((name == null ? "root" : name.toString()) + "-" + key);
  }

  /** Where servers note which data folder they use for a workspace. */
  static Path notes(Map<String, String> environment) {
    return home(environment).resolve("roocode-rag").resolve("workspaces");
  }

  /** Where native libraries are unpacked once for all workspaces of the user. */
  static Path natives(Map<String, String> environment) {
    return home(environment).resolve("roocode-rag").resolve("natives");
  }

  /** Where the user's keys lie: beside no data that they seal. */
  static Path keys(Map<String, String> environment) {
    String chosen = environment.getOrDefault("ROOCODE_KEYS", "");
    return chosen.isEmpty() ? keysAtHome(environment) : Path.of(chosen);
  }

  private static Path keysAtHome(Map<String, String> environment) {
    return home(environment).resolve("roocode-rag").resolve("keys");
  }

  private static Path home(Map<String, String> environment) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path user = Path.of(System.getProperty("user.home"));
    if (system.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      return local == null ? user.resolve("AppData/Local") : Path.of(local);
    }
    if (system.startsWith("mac")) {
      return user.resolve("Library/Application Support");
    }
    String data = environment.get("XDG_DATA_HOME");
    return data == null || data.isEmpty() ? user.resolve(".local/share") : Path.of(data);
  }
}
