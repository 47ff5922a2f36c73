package dev.roocode.config;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} lines, with optional {@code export}, quotes and comments;
 * a byte order mark and Windows line ends are tolerated. Nothing is expanded or executed. A line
 * that cannot be understood is told and costs the others nothing.
 */
public final class EnvFile {
  private static final int MAX_BYTES = 64 << 10;
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  private EnvFile() {}

  /**
   * What is said of one name.
   *
   * @param place file and line, for people
   */
  public record Value(String text, String place) {}

  /** The values by name, and what could not be understood. */
  public record Content(Map<String, Value> values, List<Problem> problems) {
    static final Content EMPTY = new Content(Map.of(), List.of());
  }

  /** Nothing where there is no such file. */
  public static Content read(Path file) {
    if (!Files.exists(file)) {
      return Content.EMPTY;
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Fault.TooLarge(
            file.toString(), "is larger than " + MAX_BYTES + " bytes", "is it the right file?");
      }
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Fault.Unavailable(
              file.toString(), "cannot be read as UTF-8 text", "check its permissions")
          .causedBy(e);
    }
  }

  static Content parse(String name, String text) {
    Map<String, Value> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    String[] lines = text.replace("\uFEFF", "").split("\\R", -1);
    for (int index = 0; index < lines.length; index++) {
      String line = lines[index].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String place = name + ":" + (index + 1);
        try {
          Matcher matcher = LINE.matcher(line);
          if (!matcher.matches()) {
            throw new Fault.Invalid(place, "is not NAME=value", "mend the line");
          }
          String value = unquote(place, matcher.group(2));
          values.put(matcher.group(1), new Value(value, place));
        } catch (Fault.Invalid e) {
          problems.add(new Problem(place, "badLine", e.line()));
        }
      }
    }
    return new Content(values, problems);
  }

  private static String unquote(String place, String raw) {
    if (raw.startsWith("\"") || raw.startsWith("'")) {
      int end = raw.indexOf(raw.charAt(0), 1);
      String rest = end < 0 ? "" : raw.substring(end + 1).strip();
      if (end < 0) {
        throw new Fault.Invalid(place, "has an open quote", "close it");
      }
      if (!(rest.isEmpty() || rest.startsWith("#"))) {
        throw new Fault.Invalid(place, "goes on after its quote", "quote all of it");
      }
      return raw.substring(1, end);
    }
    int comment = raw.indexOf(" #");
    return (comment < 0 ? raw : raw.substring(0, comment)).strip();
  }
}
