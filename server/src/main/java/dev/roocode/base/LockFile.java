package dev.roocode.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one at a time, of all threads and all processes, do what needs a folder for itself. */
public final class LockFile {
  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  /** A file lock holds between processes only. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private LockFile() {}

  /** What is done alone. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Waits for its turn. The turn ends with the process, however that ends; the file stays.
   *
   * @param file made readable by its owner alone where it is missing; its folder must exist
   */
  public static <T> T alone(Path file, Work<T> work) throws IOException {
    IN_PROCESS.lock();
    try (FileChannel channel = FileChannel.open(file, OPTIONS, attributes(file));
        FileLock lock = channel.lock()) {
      Objects.requireNonNull(lock);
      return work.run();
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private static FileAttribute<?>[] attributes(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
