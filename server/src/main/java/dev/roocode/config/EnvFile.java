package dev.roocode.config;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} lines, with optional {@code export}, quotes and comments;
 * a byte order mark and Windows line ends are tolerated. Nothing is expanded or executed.
 */
public final class EnvFile {
  private static final int MAX_BYTES = 64 << 10;
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  private EnvFile() {}

  /** The values by name; empty when there is no such file. */
  public static Map<String, String> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Fault.TooLarge(
            file.toString(), "is larger than " + MAX_BYTES + " bytes", "is it the right file?");
      }
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Fault.Unavailable(file.toString(), "cannot be read", "check its permissions")
          .causedBy(e);
    }
  }

  static Map<String, String> parse(String name, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] lines = text.replace("\uFEFF", "").split("\\R", -1);
    for (int index = 0; index < lines.length; index++) {
      String line = lines[index].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new Fault.Invalid(name + ":" + (index + 1), "is not NAME=value", "mend the line");
      }
      values.put(matcher.group(1), unquote(name + ":" + (index + 1), matcher.group(2)));
    }
    return values;
  }

  private static String unquote(String place, String raw) {
    if (raw.startsWith("\"") || raw.startsWith("'")) {
      int end = raw.indexOf(raw.charAt(0), 1);
      String rest = end < 0 ? "" : raw.substring(end + 1).strip();
      if (end < 0 || !(rest.isEmpty() || rest.startsWith("#"))) {
        throw new Fault.Invalid(place, "has an open quote", "close it");
      }
      return raw.substring(1, end);
    }
    int comment = raw.indexOf(" #");
    return (comment < 0 ? raw : raw.substring(0, comment)).strip();
  }
}
