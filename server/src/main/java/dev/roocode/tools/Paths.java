package dev.roocode.tools;

import dev.roocode.domain.Fault;
import java.util.Arrays;

/** Paths that agents ask for: below a workspace folder, or refused before anybody looks. */
final class Paths {
  private Paths() {}

  /**
   * The path as the index names files. Whether it is indexed is for the index to say.
   *
   * @throws Fault.Denied for one that leads, or could lead, out of the workspace
   */
  static String of(String given) {
    String path = given.startsWith("./") ? given.substring(2) : given;
    boolean absolute = path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*|[a-z]+://.*");
    boolean odd = path.indexOf('\\') >= 0 || path.codePoints().anyMatch(Character::isISOControl);
    boolean out = Arrays.asList(path.split("/", -1)).contains("..");
    if (absolute || odd || out || path.startsWith("~")) {
      throw new Fault.Denied(
          ArgumentReader.shown(given),
          "is no path below the workspace folder",
          "use a path that a search has named, with /");
    }
    if (path.isBlank()) {
      throw new Fault.Invalid("path", "is empty", "use a path that a search has named");
    }
    return path;
  }
}
