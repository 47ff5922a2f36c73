package dev.roocode.store.local;

import dev.roocode.base.AtomicFile;
import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The layout of a data folder: {@code CURRENT} names the version folder in use, {@code v-000001}.
 * {@code CURRENT} is written last, so that what it names is whole. Damaged versions are renamed,
 * never deleted. Folders 0700, files 0600 where the system knows such permissions.
 */
final class DataFolder {
  private static final Pattern VERSION = Pattern.compile("v-(\\d{6,9})(\\..*)?");
  private static final String SCRATCH = "restoring";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;

  DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path path() {
    return folder;
  }

  /** Creates what is missing, and the private folder that the SQLite library is unpacked into. */
  void create() throws IOException {
    createPrivate(folder);
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      Path temporary = folder.resolve("tmp");
      createPrivate(temporary);
      System.setProperty("org.sqlite.tmpdir", temporary.toString());
    }
  }

  /** The version folder in use; the newest one where {@code CURRENT} is lost or senseless. */
  Optional<Path> current() throws IOException {
    try {
      String name = Files.readString(folder.resolve("CURRENT")).strip();
      if (VERSION.matcher(name).matches()) {
        return Optional.of(folder.resolve(name));
      }
    } catch (NoSuchFileException e) {
      // looked for below
    }
    return newest().map(number -> folder.resolve(versionName(number))).filter(Files::exists);
  }

  /** A new, empty version folder, not in use yet. */
  Path nextVersion() throws IOException {
    Path next = folder.resolve(versionName(newest().orElse(0) + 1));
    createPrivate(next);
    return next;
  }

  /** Takes back a version folder that was never in use. */
  static void discard(Path version) throws IOException {
    try (Stream<Path> files = Files.walk(version)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Puts a version folder in use. */
  void use(Path version) throws IOException {
    AtomicFile.write(folder.resolve("CURRENT"), version.getFileName() + "\n");
  }

  void use(Path version, Disk disk) throws IOException {
    disk.replace(
        folder.resolve("CURRENT"), (version.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** An empty folder beside the versions, where one is put together. */
  Path scratch() throws IOException {
    Path scratch = folder.resolve(SCRATCH);
    if (Files.exists(scratch)) {
      discard(scratch);
    }
    createPrivate(scratch);
    return scratch;
  }

  /** Makes a folder that was put together the next version; one that is a version stays. */
  Path adopt(Path prepared, Disk disk) throws IOException {
    if (VERSION.matcher(String.valueOf(prepared.getFileName())).matches()) {
      return prepared;
    }
    disk.syncFolder(prepared);
    Path next = folder.resolve(versionName(newest().orElse(0) + 1));
    disk.move(prepared, next);
    disk.syncFolder(folder);
    return next;
  }

  /** Renames a version folder that is damaged. */
  Path setAside(Path version, Instant now) throws IOException {
    Path aside = version.resolveSibling(version.getFileName() + ".damaged-" + TIME.format(now));
    if (Files.exists(version)) {
      Files.move(version, aside);
      AtomicFile.syncFolder(folder);
    }
    return aside;
  }

  /** The highest number that any version folder has, set aside or not. */
  private Optional<Integer> newest() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> VERSION.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Integer.valueOf(name.group(1)))
          .max(Integer::compare);
    }
  }

  private static String versionName(int number) {
    return "v-%06d".formatted(number);
  }

  static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      makePrivate(folder);
    }
  }

  static void makePrivate(Path path) throws IOException {
    if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      String permissions = Files.isDirectory(path) ? "rwx------" : "rw-------";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Says in the product's words why a folder cannot be used. */
  static Fault fault(Path folder, Exception problem) {
    String said = problem instanceof FileSystemException ? problem.toString() : "";
    boolean notAllowed =
        problem instanceof AccessDeniedException
            || problem instanceof ReadOnlyFileSystemException
            || said.contains("Read-only file system");
    if (notAllowed) {
      return new Fault.Denied(
              folder.toString(),
              "the data folder cannot be written",
              "give yourself write permission, or choose another folder with --data")
          .causedBy(problem);
    }
    if (problem instanceof FileAlreadyExistsException || said.contains("Not a directory")) {
      return new Fault.Denied(
              folder.toString(),
              "the data folder, or one above it, is a file",
              "choose another folder with --data")
          .causedBy(problem);
    }
    if (Disk.saysFull(problem)) {
      return new Fault.DiskFull(
              folder.toString(), "no space is left for the data folder", "free some space")
          .causedBy(problem);
    }
    return new Fault.Unavailable(
            folder.toString(), "the data folder cannot be used", "check the disk")
        .causedBy(problem);
  }
}
