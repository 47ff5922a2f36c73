package dev.roocode.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads ONNX Runtime's native libraries from a private folder. Left to itself the runtime unpacks
 * 24 MB into the temporary folder at every start and leaves the emptied folder behind (its
 * delete-on-exit hooks run in the wrong order). Here they are unpacked once ({@link Unpacked}).
 * What remains outside of the folder: one empty temporary folder while the process runs. The
 * runtime opens no connection; where a build of it can report usage, {@link
 * OrtEnvironment#setTelemetry} switches that off.
 */
final class NativeRuntime {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final String NAME = "roocode";
  private static final String LIBRARY = "onnxruntime";

  /** The last one exists for Windows only, and only there is it looked for. */
  private static final List<String> SUFFIXES = List.of("", "4j_jni", "_providers_shared");

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
              "make the folder writable and leave 100 MB free")
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

  private static Path unpack(Path parent) throws IOException {
    URL main = resource(System.mapLibraryName(LIBRARY));
    if (main == null) {
      throw unsupported("it has no library for this machine");
    }
    Path folder = Unpacked.folder(parent, LIBRARY, main);
    for (String suffix : SUFFIXES) {
      String file = System.mapLibraryName(LIBRARY + suffix);
      URL url = resource(file);
      if (url != null) {
        Unpacked.file(folder, file, url);
      }
    }
    return folder;
  }

  private static @Nullable URL resource(String file) {
    return OrtEnvironment.class.getResource("native/" + platform() + "/" + file);
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
