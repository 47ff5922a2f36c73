package dev.roocode.crypt;

import dev.roocode.base.AtomicFile;
import dev.roocode.base.LockFile;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key file on disk. It is created once, whoever else tries at the same moment, and replaced as a
 * whole; where the file system knows permissions, nobody but its owner may read it.
 */
final class KeyFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path path;

  KeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  boolean exists() {
    return Files.exists(path);
  }

  KeyText read() {
    try {
      if (Files.size(path) > KeyText.MAX_BYTES) {
        throw new Fault.Corrupt(path.toString(), "this is no key file", "name the right file");
      }
      checkPermissions();
      String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
      return KeyText.parse(path.toString(), text);
    } catch (IOException e) {
      throw fault(e, "cannot be read");
    }
  }

  private void checkPermissions() throws IOException {
    if (hasPermissions(path)
        && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
      throw new Fault.Denied(
          path.toString(), "others may read or change the key file", "chmod 600 " + path);
    }
  }

  private static boolean hasPermissions(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /**
   * Replaces the content, alone among all processes.
   *
   * @param change from what is there, null where there is no file, to what shall be
   * @return what is in the file now
   */
  KeyText change(UnaryOperator<@Nullable KeyText> change) {
    Path folder = Objects.requireNonNull(path.getParent());
    try {
      createFolder(folder);
      return LockFile.alone(
          folder.resolve(path.getFileName() + ".lock"),
          () -> {
            KeyText before = exists() ? read() : null;
            KeyText after = Objects.requireNonNull(change.apply(before));
            if (!after.equals(before)) {
              AtomicFile.write(path, after.text());
            }
            return after;
          });
    } catch (IOException e) {
      throw fault(e, "cannot be written");
    }
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      Files.createDirectories(Objects.requireNonNull(parent));
      if (hasPermissions(parent)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    }
  }

  private Fault fault(IOException e, String what) {
    String name = path.toString();
    String message = "the key file " + what;
    if (e instanceof AccessDeniedException) {
      return new Fault.Denied(name, message, "check its permissions").causedBy(e);
    }
    return new Fault.Unavailable(name, message, "check that its folder can be used").causedBy(e);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
