package dev.roocode.embed;

import dev.roocode.base.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarEntry;

/**
 * Files from the class path's jars, unpacked once into private folders for those who can read only
 * real files. A folder carries the checksum of what is in it: another release unpacks beside it,
 * and nobody replaces a file in use.
 */
final class Unpacked {
  private Unpacked() {}

  /**
   * The folder for a resource and what belongs to it, below the given one; created for this user
   * alone.
   */
  static Path folder(Path parent, String name, URL resource) throws IOException {
    String versioned = name + "-" + Long.toHexString(entry(resource).getCrc());
    Path folder = parent.toAbsolutePath().resolve(versioned);
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createDirectories(folder);
  }

  /**
   * The resource as a file in that folder. A file of the right size is taken as it is: files appear
   * there whole or not at all, and a checksum of each would double the time to load them.
   */
  static Path file(Path folder, String name, URL resource) throws IOException {
    Path file = folder.resolve(name);
    long size = entry(resource).getSize();
    if (!holds(file, size)) {
      try (InputStream in = resource.openStream()) {
        AtomicFile.write(file, in.readAllBytes());
      } catch (IOException e) {
        if (!holds(file, size)) { // else another process was faster and has it in use
          throw e;
        }
      }
    }
    return file;
  }

  private static boolean holds(Path file, long size) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == size;
  }

  private static JarEntry entry(URL resource) throws IOException {
    if (resource.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarEntry();
    }
    throw new IOException(resource + " does not lie in a jar");
  }
}
