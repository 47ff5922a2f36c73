import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays out the server for one platform: {@code java Stage.java SERVER.jar TARGET FOLDER}. Takes the
 * libraries that the jar's manifest names, and leaves the native libraries of other platforms out.
 * The same input gives the same bytes.
 */
final class Stage {
  /** Where libraries keep natives, and the part of it that each target needs. */
  private static final List<Pattern> NATIVES =
      List.of(
          Pattern.compile("ai/onnxruntime/native/([^/]+)/.+"),
          Pattern.compile("org/sqlite/native/([^/]+/[^/]+)/.+"),
          Pattern.compile("lib/((?:x86_64|aarch64)-(?:linux-gnu|macos|windows))-tree-sitter.*"));

  private static final Map<String, List<String>> WANTED =
      Map.of(
          "linux-x64", List.of("linux-x64", "Linux/x86_64", "x86_64-linux-gnu"),
          "linux-arm64", List.of("linux-aarch64", "Linux/aarch64", "aarch64-linux-gnu"),
          "darwin-x64", List.of("osx-x64", "Mac/x86_64", "x86_64-macos"),
          "darwin-arm64", List.of("osx-aarch64", "Mac/aarch64", "aarch64-macos"),
          "win32-x64", List.of("win-x64", "Windows/x86_64", "x86_64-windows"),
          "win32-arm64", List.of("win-arm64", "Windows/aarch64", "aarch64-windows"));

  private static final Pattern DEBUG_SYMBOLS = Pattern.compile(".*\\.(dSYM/.*|pdb)");
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private Stage() {}

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    List<String> wanted = WANTED.get(args[1]);
    if (wanted == null) {
      System.err.println("No target " + args[1] + "; there are " + WANTED.keySet().stream().sorted().toList());
      System.exit(2);
    }
    Path folder = Path.of(args[2]);
    Files.createDirectories(folder.resolve("lib"));
    Files.copy(jar, folder.resolve(jar.getFileName()));
    for (String library : classPath(jar)) {
      stage(jar.resolveSibling(library), folder.resolve(library), wanted);
    }
  }

  private static List<String> classPath(Path jar) throws IOException {
    try (var file = new java.util.jar.JarFile(jar.toFile())) {
      return List.of(file.getManifest().getMainAttributes().getValue("Class-Path").split(" "));
    }
  }

  /** A library without natives of other platforms is copied as it is. */
  private static void stage(Path from, Path to, List<String> wanted) throws IOException {
    try (ZipFile library = new ZipFile(from.toFile())) {
      if (library.stream().allMatch(entry -> keeps(entry.getName(), wanted))) {
        Files.copy(from, to);
        return;
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.setLevel(9);
        for (ZipEntry entry : (Iterable<ZipEntry>) library.stream().map(ZipEntry.class::cast)::iterator) {
          if (keeps(entry.getName(), wanted)) {
            ZipEntry copy = new ZipEntry(entry.getName());
            copy.setTimeLocal(TIME);
            zip.putNextEntry(copy);
            library.getInputStream(entry).transferTo(zip);
            zip.closeEntry();
          }
        }
      }
    }
  }

  private static boolean keeps(String name, List<String> wanted) {
    if (DEBUG_SYMBOLS.matcher(name).matches()) {
      return false;
    }
    return NATIVES.stream()
        .map(pattern -> pattern.matcher(name))
        .filter(java.util.regex.Matcher::matches)
        .allMatch(matcher -> wanted.contains(matcher.group(1)));
  }
}
