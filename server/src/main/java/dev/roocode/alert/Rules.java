package dev.roocode.alert;

import dev.roocode.domain.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force: those that are shipped, and over them the user's file, which is read again
 * when it changes. Used by one thread.
 */
final class Rules {
  static final String FILE = "alerts.yaml";

  private record Seen(FileTime time, long bytes) {}

  private final Path file;
  private List<AlertRule> inForce;
  private List<Problem> problems = List.of();
  private @Nullable Seen seen;

  /**
   * @param folder of the configuration
   */
  Rules(Path folder) {
    this.file = folder.resolve(FILE);
    this.inForce = over(Map.of());
  }

  static Map<String, Optional<AlertRule>> shipped() {
    try (InputStream in = Rules.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      RuleText.Read read =
          RuleText.read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!read.problems().isEmpty()) {
        throw new IllegalStateException(read.problems().toString());
      }
      return read.rules();
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " cannot be read", e);
    }
  }

  private static List<AlertRule> over(Map<String, Optional<AlertRule>> own) {
    Map<String, Optional<AlertRule>> all = new LinkedHashMap<>(shipped());
    all.putAll(own);
    return all.values().stream().flatMap(Optional::stream).toList();
  }

  List<AlertRule> inForce() {
    return inForce;
  }

  /** What is wrong with the file; the rules before it stay in force. */
  List<Problem> problems() {
    return problems;
  }

  /** Reads the file where it has changed since. */
  void refresh() {
    Seen now = look();
    if (now == null ? seen == null : now.equals(seen)) {
      return;
    }
    seen = now;
    if (now == null) {
      inForce = over(Map.of());
      problems = List.of();
      return;
    }
    RuleText.Read read = read(now);
    problems = read.problems();
    if (problems.isEmpty()) {
      inForce = over(read.rules());
    }
  }

  private @Nullable Seen look() {
    try {
      BasicFileAttributes there = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(there.lastModifiedTime(), there.size());
    } catch (IOException e) { // there is none
      return null;
    }
  }

  private RuleText.Read read(Seen now) {
    if (now.bytes() > RuleText.BYTES_MAX) {
      return refused("is larger than " + (RuleText.BYTES_MAX >> 10) + " KiB");
    }
    try {
      return RuleText.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      return refused("cannot be read as UTF-8 text: " + e.getClass().getSimpleName());
    }
  }

  private RuleText.Read refused(String why) {
    return new RuleText.Read(Map.of(), List.of(new Problem(file.toString(), "badAlert", why)));
  }
}
