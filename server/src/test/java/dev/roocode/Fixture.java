package dev.roocode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole workspace in one string. A line {@code //- src/Main.java} begins a file; what follows up
 * to the next such line is its content. {@code //- folder/} makes an empty folder.
 *
 * <pre>{@code
 * Path root = Fixture.write(folder, """
 *     //- .gitignore
 *     *.log
 *     //- src/Main.java
 *     class Main {}
 *     """);
 * }</pre>
 */
public final class Fixture {
  private static final String HEADER = "//- ";

  private Fixture() {}

  /** Lays the files out in the folder and returns its real path. */
  public static Path write(Path folder, String text) {
    try {
      for (Map.Entry<String, String> file : files(text).entrySet()) {
        Path target = folder.resolve(file.getKey());
        if (file.getKey().endsWith("/")) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.writeString(target, file.getValue());
        }
      }
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Path to content, in order. */
  public static Map<String, String> files(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    String current = null;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(HEADER)) {
        current = line.substring(HEADER.length()).strip();
        files.put(current, "");
      } else if (current != null) {
        files.merge(current, line + "\n", String::concat);
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException("the first line must be a header: " + line);
      }
    }
    // The text's own last line end is the end of the last file, not a further empty line.
    String last = current;
    files.computeIfPresent(
        last == null ? "" : last,
        (path, content) ->
            content.endsWith("\n") ? content.substring(0, content.length() - 1) : content);
    return files;
  }
}
