package dev.roocode.app;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class Common {
  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "The folder to work on (default: here).")
  private Path workspace = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the index lives (default: a per-user folder, keyed by workspace).")
  private @Nullable Path data;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "small, medium or large (default: by the machine).")
  private @Nullable String profile;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting for this run, such as embedding.provider=none.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  Map<String, String> settings() {
    return settings;
  }

  @Nullable String profile() {
    return profile;
  }

  /** The folder that a positional argument names, or that of {@code --workspace}. */
  Path folder(@Nullable Path argument) {
    Path folder = argument == null ? workspace : argument;
    try {
      Path real = folder.toAbsolutePath().toRealPath();
      if (!Files.isDirectory(real)) {
        throw new Fault.Invalid(folder.toString(), "is not a folder", "name a folder to index");
      }
      return real;
    } catch (AccessDeniedException e) {
      throw new Fault.Denied(folder.toString(), "may not be read", "check its permissions")
          .causedBy(e);
    } catch (IOException e) {
      throw new Fault.NotFound(folder.toString(), "no such folder", "check the path").causedBy(e);
    }
  }

  /** Where the index of a workspace lives: where it was told, else where an editor keeps it. */
  Path data(Path folder) {
    return data == null
        ? DataNotes.of(System.getenv())
            .find(List.of(folder))
            .orElseGet(() -> DataFolder.of(folder, System.getenv()))
        : data.toAbsolutePath();
  }

  /** Where a server keeps it whose editor does not say: where one did before, if one did. */
  Path ownData(List<Path> folders) {
    return data == null
        ? DataNotes.of(System.getenv())
            .find(folders)
            .orElseGet(() -> DataFolder.of(folders, System.getenv()))
        : data.toAbsolutePath();
  }

  /** Whether a running server's settings will do. */
  boolean isPlain() {
    return settings.isEmpty() && profile == null;
  }
}
