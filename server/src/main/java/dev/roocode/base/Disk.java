package dev.roocode.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operations on files that must survive a crash or a loss of power, in one place, so that tests
 * can let each of them fail and can throw away what was not forced out. Thread-safe; an open file
 * belongs to one thread.
 */
public interface Disk {
  /** A file being written. What was written before {@link #sync} returns may be lost. */
  abstract class Output extends OutputStream {
    /** Writes at a place instead of the end. */
    public abstract void writeAt(byte[] bytes, long position) throws IOException;

    /** Cuts the file. */
    public abstract void truncate(long length) throws IOException;

    /** Forces the content to the disk. */
    public abstract void sync() throws IOException;
  }

  /** A new file that only its owner may read; fails where one is there. */
  Output create(Path file) throws IOException;

  InputStream read(Path file) throws IOException;

  /** Whether there is a file or folder. */
  boolean exists(Path path);

  long size(Path file) throws IOException;

  /** What a folder holds, in no order. */
  List<Path> list(Path folder) throws IOException;

  /** A folder that only its owner may enter, with those above it; one that is there stays. */
  void createFolder(Path folder) throws IOException;

  /** Renames within a file system at once, in place of what was there. */
  void move(Path from, Path to) throws IOException;

  /** Nothing there is fine. */
  void delete(Path path) throws IOException;

  /** Makes creations, renames and deletions in a folder durable. */
  void syncFolder(Path folder) throws IOException;

  /** Whether a failed write says that no space, or no more of a quota or limit, is left. */
  static boolean saysFull(Exception problem) {
    String said = String.valueOf(problem.getMessage());
    return Stream.of("No space left", "File too large", "quota exceeded", "not enough space")
        .anyMatch(said::contains);
  }

  /** What may still be written where the folder lies. */
  long usableBytes(Path folder) throws IOException;

  /** Replaces a small file as a whole, see {@link AtomicFile}. */
  default void replace(Path target, byte[] content) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    delete(temporary);
    try (Output output = create(temporary)) {
      output.write(content);
      output.sync();
    }
    move(temporary, target);
    syncFolder(target.resolveSibling(".").normalize());
  }

  /** Removes a folder of files. */
  default void deleteFolder(Path folder) throws IOException {
    if (exists(folder)) {
      for (Path file : list(folder)) {
        delete(file);
      }
      delete(folder);
    }
  }
}
