package dev.roocode.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.roocode.base.AtomicFile;
import dev.roocode.base.SystemDisk;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of {@code <data>/config}: {@code 000007.json} for each version, {@code rollback.json},
 * {@code editor.json}. Each is written as a whole or not at all; formats in docs/STORAGE.md.
 */
final class VersionFiles {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 4 << 20;
  private static final Pattern NAME = Pattern.compile("\\d{6,9}\\.json");
  private static final Pattern LEFTOVER =
      Pattern.compile("\\.(\\d{6,9}|rollback|editor)\\.json.*\\.tmp");
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** A version on disk. Components by the names in the file. */
  private record Stored(
      int format,
      int version,
      String time,
      String reason,
      String sha,
      List<String> changed,
      Map<String, String> values,
      Map<String, String> marks) {
    /** What is absent in the file is null here. */
    boolean isWhole(int number) {
      return version == number
          && Stream.of(time, reason, sha, changed, values, marks).noneMatch(Objects::isNull)
          && VersionFiles.sha(values, marks).equals(sha);
    }
  }

  private record StoredRollback(int format, int to, Map<String, Rollback.Pin> pins) {}

  private record StoredEditor(int format, Map<String, Object> values) {}

  private final Path folder;

  VersionFiles(Path folder) {
    this.folder = folder;
  }

  Path lock() {
    return folder.resolve("lock");
  }

  void prepare() throws IOException {
    SystemDisk.INSTANCE.createFolder(folder);
  }

  /** The numbers there are, rising. */
  List<Integer> numbers() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> NAME.matcher(name).matches())
          .map(name -> Integer.parseInt(name.substring(0, name.length() - ".json".length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * @throws Fault.NotFound where there is none of this number
   * @throws Fault.Corrupt where it does not fit its hash
   * @throws Fault.TooNew where a newer program wrote it
   */
  Version read(int number) {
    Path file = file(number);
    Stored stored =
        parsed(file, Stored.class)
            .orElseThrow(() ->
                new Fault.NotFound(
                    "configuration version " + number,
                    "there is none, or it is no longer kept",
                    "see roocode config history"));
    format(file, stored.format);
    if (!stored.isWhole(number)) {
      throw damaged(file);
    }
    try {
      return new Version(
          number,
          Instant.parse(stored.time),
          stored.reason,
          stored.sha,
          stored.changed,
          stored.values,
          stored.marks);
    } catch (DateTimeException e) {
      throw damaged(file).causedBy(e);
    }
  }

  void write(Version version) throws IOException {
    AtomicFile.write(
        file(version.number()),
        GSON.toJson(
            new Stored(
                FORMAT,
                version.number(),
                version.time().toString(),
                version.reason(),
                version.sha(),
                version.changed(),
                new TreeMap<>(version.values()),
                new TreeMap<>(version.marks()))));
  }

  /** Removes the oldest beyond so many, and what a killed process left half written. */
  void keep(int most) throws IOException {
    List<Integer> numbers = numbers();
    for (int number : numbers.subList(0, Math.max(0, numbers.size() - most))) {
      Files.deleteIfExists(file(number));
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (LEFTOVER.matcher(String.valueOf(file.getFileName())).matches()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  Rollback rollback() {
    Path file = folder.resolve("rollback.json");
    return parsed(file, StoredRollback.class)
        .map(stored -> {
          format(file, stored.format);
          if (stored.pins == null) {
            throw damaged(file);
          }
          return new Rollback(stored.to, stored.pins);
        })
        .orElse(Rollback.NONE);
  }

  void write(Rollback rollback) throws IOException {
    Path file = folder.resolve("rollback.json");
    if (rollback.pins().isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      AtomicFile.write(
          file,
          GSON.toJson(new StoredRollback(FORMAT, rollback.to(), new TreeMap<>(rollback.pins()))));
    }
  }

  /** What the last editor said, by name. */
  Map<String, Object> editor() {
    Path file = folder.resolve("editor.json");
    return parsed(file, StoredEditor.class)
        .map(stored -> {
          format(file, stored.format);
          if (stored.values == null) {
            throw damaged(file);
          }
          return stored.values;
        })
        .orElse(Map.of());
  }

  void writeEditor(Map<String, Object> values) throws IOException {
    AtomicFile.write(
        folder.resolve("editor.json"),
        GSON.toJson(new StoredEditor(FORMAT, new TreeMap<>(values))));
  }

  static String sha(Map<String, String> values, Map<String, String> marks) {
    return HexFormat.of().formatHex(sha256(Version.summed(values, marks)));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private Path file(int number) {
    return folder.resolve("%06d.json".formatted(number));
  }

  private static <T> Optional<T> parsed(Path file, Class<T> type) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > MAX_BYTES) {
        throw damaged(file);
      }
      T read = GSON.fromJson(Files.readString(file), type);
      if (read == null) {
        throw damaged(file);
      }
      return Optional.of(read);
    } catch (JsonParseException e) {
      throw damaged(file).causedBy(e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void format(Path file, int format) {
    if (format > FORMAT) {
      throw new Fault.TooNew(file.toString(), "a newer version wrote it", "update");
    }
  }

  private static Fault damaged(Path file) {
    return new Fault.Corrupt(file.toString(), "is damaged", "delete it; other versions are whole");
  }

  private static Fault unreadable(Path file, IOException e) {
    return new Fault.Unavailable(file.toString(), "cannot be read", "check its permissions")
        .causedBy(e);
  }
}
