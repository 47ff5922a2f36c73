package dev.roocode.app;

import dev.roocode.app.Finding.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether what is written has its place, and stays its owner's. */
final class DiskChecks {
  private static final long LITTLE_SPACE = 200L << 20;
  private static final long SOME_SPACE = 1L << 30;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final Wiring wiring;

  DiskChecks(Wiring wiring) {
    this.wiring = wiring;
  }

  Finding space() {
    try {
      Files.createDirectories(wiring.data());
      long free = Files.getFileStore(wiring.data()).getUsableSpace();
      String detail = String.format(Locale.ROOT, "%,d MB free at %s", free >> 20, wiring.data());
      if (!Files.isWritable(wiring.data())) {
        return new Finding(
            "disk",
            Outcome.FAILED,
            wiring.data() + " is not writable",
            "mend its permissions or use --data");
      }
      Outcome outcome =
          free < LITTLE_SPACE ? Outcome.FAILED : free < SOME_SPACE ? Outcome.WARNING : Outcome.OK;
      return new Finding(
          "disk", outcome, detail, outcome == Outcome.OK ? "" : "free some space or use --data");
    } catch (IOException e) {
      return new Finding(
          "disk", Outcome.FAILED, wiring.data() + ": " + e, "mend its permissions or use --data");
    }
  }

  /** What is written for its owner must be readable for nobody else. */
  Finding permissions() {
    List<String> open = new ArrayList<>();
    for (Path path :
        List.of(
            wiring.data(),
            wiring.data().resolve("logs"),
            wiring.data().resolve("endpoint.json"),
            DataFolder.keys(System.getenv()).resolve("keys"))) {
      try {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && Files.exists(path) && isOpen(Files.getPosixFilePermissions(path))) {
          open.add(path.toString());
        }
      } catch (IOException e) {
        open.add(path + " (" + e + ")");
      }
    }
    return open.isEmpty()
        ? Finding.ok("permissions", "nobody else may read what is written")
        : new Finding(
            "permissions",
            Outcome.WARNING,
            "others may enter or read " + String.join(", ", open),
            "chmod -R go-rwx them");
  }

  private static boolean isOpen(Set<PosixFilePermission> permissions) {
    return permissions.stream().anyMatch(OTHERS::contains);
  }

  /** File times decide what is read again; a drive whose clock differs makes them lie. */
  Finding clock() {
    try {
      Path probe = Files.createTempFile(wiring.data(), "clock", ".tmp");
      Instant written = Files.getLastModifiedTime(probe).toInstant();
      Files.delete(probe);
      Duration off = Duration.between(written, Instant.now()).abs();
      return off.compareTo(CLOCK_TOLERANCE) < 0
          ? Finding.ok("clock", "the drive's agrees with the system's")
          : new Finding(
              "clock",
              Outcome.WARNING,
              "the drive's differs by " + off.toSeconds() + " s",
              "set the clocks; until then run index --full after changes");
    } catch (IOException e) {
      return new Finding("clock", Outcome.WARNING, "not judged: " + e, "see disk");
    }
  }

  Finding backups() {
    if (!wiring.settings().backup().automatic()) {
      return new Finding(
          "backups", Outcome.WARNING, "are switched off", "set backup.automatic, or run backup");
    }
    String folder = wiring.settings().backup().folder().strip();
    Path place = folder.isEmpty() ? wiring.data().resolve("backups") : Path.of(folder);
    return !Files.exists(place) || Files.isWritable(place)
        ? Finding.ok("backups", "in " + place)
        : new Finding(
            "backups", Outcome.FAILED, place + " is not writable", "mend its permissions");
  }
}
