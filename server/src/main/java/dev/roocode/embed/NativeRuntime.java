package dev.roocode.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.roocode.base.AtomicFile;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Loads ONNX Runtime's native libraries from a private folder. Left to itself the runtime unpacks
 * 24 MB into the temporary folder at every start and leaves the emptied folder behind (its
 * delete-on-exit hooks run in the wrong order). Here they are unpacked once, under a name made of
 * the library's checksum, and checked before each start. What remains outside of the folder: one
 * empty temporary folder while the process runs. The runtime opens no connection; where a build of
 * it can report usage, {@link OrtEnvironment#setTelemetry} switches that off.
 */
final class NativeRuntime {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final String NAME = "roocode";
  private static final String MAIN_LIBRARY = "onnxruntime";

  /** The last one exists for Windows only, and only there is it looked for. */
  private static final List<String> LIBRARIES =
      List.of(MAIN_LIBRARY, "onnxruntime4j_jni", "onnxruntime_providers_shared");

  private static boolean pinned;

  private NativeRuntime() {}

  /**
   * The process's one environment.
   *
   * @param folder of this user alone; created when missing
   * @throws Fault.Unavailable where there is no library for this machine, or it cannot be loaded
   */
  static synchronized OrtEnvironment load(Path folder) {
    try {
      if (System.getProperty(PATH_PROPERTY) == null) {
        System.setProperty(PATH_PROPERTY, unpack(folder).toString());
      }
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, NAME);
      environment.setTelemetry(false);
      if (!pinned) {
        pin();
        pinned = true;
      }
      return environment;
    } catch (LinkageError e) {
      throw unsupported("its library cannot be loaded").causedBy(e);
    } catch (OrtException e) {
      throw unsupported("it does not start").causedBy(e);
    } catch (IOException e) {
      throw new Fault.Unavailable(
              folder.toString(),
              "ONNX Runtime cannot be unpacked there",
              "make the folder writable and leave 60 MB free")
          .causedBy(e);
    }
  }

  /**
   * Takes a second reference to the environment and never gives it back. The runtime registers a
   * shutdown hook that frees the environment, beside all other hooks; an inference that starts
   * after it, until its embedder is closed, ends the process by SIGSEGV. It offers no way to leave
   * that hook out, and the environment counts its references.
   */
  private static void pin() {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      create.setAccessible(true);
      create.invoke(null, api.get(null), OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR.getValue(), NAME);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another version of the runtime than was tested", e);
    }
  }

  private static Path unpack(Path folder) throws IOException {
    Path target = null;
    for (String library : LIBRARIES) {
      String file = System.mapLibraryName(library);
      URL url = OrtEnvironment.class.getResource("native/" + platform() + "/" + file);
      if (library.equals(MAIN_LIBRARY)) {
        target = privateFolder(folder.toAbsolutePath().resolve(nameOf(entry(url))));
      }
      if (url != null && target != null) {
        unpack(url, target.resolve(file));
      }
    }
    if (target == null) {
      throw unsupported("it has no library for this machine");
    }
    return target;
  }

  private static String nameOf(JarEntry library) {
    return "onnxruntime-" + Long.toHexString(library.getCrc());
  }

  private static void unpack(URL url, Path file) throws IOException {
    JarEntry entry = entry(url);
    if (holds(file, entry)) {
      return;
    }
    try (InputStream in = url.openStream()) {
      AtomicFile.write(file, in.readAllBytes());
    } catch (IOException e) {
      if (!holds(file, entry)) { // else another process was faster and has it in use
        throw e;
      }
    }
  }

  private static boolean holds(Path file, JarEntry entry) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(Files.readAllBytes(file));
    return crc.getValue() == entry.getCrc();
  }

  private static JarEntry entry(@Nullable URL url) throws IOException {
    if (url == null) {
      throw unsupported("it has no library for this machine");
    }
    if (url.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarEntry();
    }
    throw new IOException(url + " does not lie in a jar");
  }

  private static Path privateFolder(Path folder) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createDirectories(folder);
  }

  /** As the runtime's own jar names platforms, such as {@code osx-aarch64}. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : os;
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    return system + "-" + (intel ? "x64" : arch);
  }

  private static Fault unsupported(String why) {
    return new Fault.Unavailable(
        "built-in embedding model",
        "ONNX Runtime does not work on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ": "
            + why,
        "it runs on Linux (glibc) and Windows on x64, and on Linux and macOS on ARM64;"
            + " elsewhere text search works, or set an embedding endpoint");
  }
}
