package dev.roocode.service;

import dev.roocode.base.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is there while a server has the workspace open to write: where it is found, the
 * server before ended without a word, killed, crashed or with the machine. Written only by the
 * process that holds the index.
 */
final class RunMark {
  static final String FILE = "running";

  private final Path file;

  RunMark(Path data) {
    this.file = data.resolve(FILE);
  }

  /**
   * From now on the server runs. Where nothing can be written its end will not be noticed.
   *
   * @return whether the one before did not end well
   */
  boolean begin() {
    boolean left = Files.exists(file);
    try {
      AtomicFile.write(file, ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      return left;
    }
    return left;
  }

  /** It ends in order. */
  void end() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // the next one takes it for a crash, which costs a line in the log
    }
  }
}
