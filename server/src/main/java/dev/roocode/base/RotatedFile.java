package dev.roocode.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A log of lines that never takes more than its bounds: a file that is full becomes {@code NAME.1},
 * older ones count up, the oldest goes. Only its owner may read it. Each append opens and closes
 * the file, so that it may be deleted at any time. Thread-safe.
 */
public final class RotatedFile {
  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

  private final Path file;
  private final long fileBytes;
  private final int files;

  /**
   * @param fileBytes the most in one file
   * @param files with those that are full, at least 2
   */
  public RotatedFile(Path file, long fileBytes, int files) {
    this.file = file.toAbsolutePath();
    this.fileBytes = fileBytes;
    this.files = files;
  }

  public Path file() {
    return file;
  }

  /** The full one before, 1 for the newest of them. */
  public Path former(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }

  /**
   * Appends text, whose lines end with {@code \n}; a text that is longer than a file is cut.
   *
   * @throws IOException where it cannot be written; it may be tried again
   */
  public synchronized void append(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = (int) Math.min(bytes.length, fileBytes);
    SystemDisk.INSTANCE.createFolder(file.resolveSibling(".").normalize());
    if (Files.exists(file) && Files.size(file) + length > fileBytes) {
      rotate();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file, APPEND, ownerOnly())) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  private void rotate() throws IOException {
    for (int age = files - 1; age > 0; age--) {
      Path younger = age == 1 ? file : former(age - 1);
      if (Files.exists(younger)) {
        Files.move(younger, former(age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
