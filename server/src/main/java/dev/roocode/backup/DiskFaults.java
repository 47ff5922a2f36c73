package dev.roocode.backup;

import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/** Says in the product's words what the file system reports. */
final class DiskFaults {
  private static final String UNTOUCHED = "; the index and the snapshots so far are untouched";

  /** A file operation, or several. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  private DiskFaults() {}

  /** Runs it, naming the file or folder in what goes wrong. */
  static <T> T told(Path where, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw of(where, e);
    } catch (ReadOnlyFileSystemException e) {
      throw denied(where).causedBy(e);
    }
  }

  static Fault of(Path where, IOException problem) {
    String said = String.valueOf(problem.getMessage());
    if (problem instanceof AccessDeniedException || said.contains("Read-only file system")) {
      return denied(where).causedBy(problem);
    }
    if (Disk.saysFull(problem)) {
      return new Fault.DiskFull(where.toString(), "no space is left" + UNTOUCHED, "free some space")
          .causedBy(problem);
    }
    if (problem instanceof NoSuchFileException) {
      return new Fault.NotFound(where.toString(), "is not there", "list the backups")
          .causedBy(problem);
    }
    return new Fault.Unavailable(
            where.toString(), "cannot be read or written" + UNTOUCHED, "check the disk")
        .causedBy(problem);
  }

  private static Fault denied(Path where) {
    return new Fault.Denied(
        where.toString(),
        "may not be read or written" + UNTOUCHED,
        "check its permissions, or choose another folder with backup.folder");
  }

  /** Refuses to begin what cannot end well. */
  static void demandSpace(Path folder, long needed, long usable) {
    if (usable < needed) {
      throw new Fault.DiskFull(
          folder.toString(),
          "%,d MB are needed and %,d MB are free".formatted(megabytes(needed), usable >> 20)
              + UNTOUCHED,
          "free some space, or choose another folder");
    }
  }

  private static long megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1 << 20);
  }
}
