package dev.roocode.backup;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is backed up, and where to.
 *
 * @param data folder of the index
 * @param folder of the snapshots
 * @param roots the workspace's folders
 * @param configVersion the version of the configuration in force, 0 where none is recorded
 */
public record Place(Path data, Path folder, List<Path> roots, int configVersion) {
  private static final String DEFAULT = "backups";

  public static Place of(Path data, List<Path> roots, BackupSettings settings, int configVersion) {
    String named = settings.folder().strip();
    Path folder = named.isEmpty() ? data.resolve(DEFAULT) : Path.of(named);
    return new Place(data, folder.toAbsolutePath().normalize(), roots, configVersion);
  }

  /** Tells the workspace from others; not to be written anywhere in clear. */
  String workspace() {
    return roots.isEmpty() ? data.toString() : roots.getFirst().toString();
  }

  /**
   * What lies in the workspace may be indexed, shared and deleted with it.
   *
   * @throws Fault.Denied when the snapshots would
   */
  void demandOutside() {
    Path real = real(folder);
    boolean inside = roots.stream().anyMatch(root -> real.startsWith(real(root)));
    if (inside && !real.startsWith(real(data))) {
      throw new Fault.Denied(
          folder.toString(),
          "lies inside of the workspace: backups would be indexed, and lost with it",
          "choose a folder outside with backup.folder");
    }
  }

  /** With symbolic links resolved as far as there is something. */
  private static Path real(Path path) {
    Path plain = path.toAbsolutePath().normalize();
    for (Path known = plain; known != null; known = known.getParent()) {
      if (Files.exists(known)) {
        try {
          return known.toRealPath().resolve(known.relativize(plain));
        } catch (IOException e) {
          return plain;
        }
      }
    }
    return plain;
  }
}
