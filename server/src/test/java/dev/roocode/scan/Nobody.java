package dev.roocode.scan;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Runs something without the superuser's right to read everything, so that tests of permissions
 * hold in containers as well. Where the tests run as an ordinary user, there is nothing to give up.
 */
final class Nobody {
  private static final long NOBODY = 65_534;
  private static final long UNCHANGED = -1;

  private Nobody() {}

  /** Only the calling thread changes its effective user: the C library would change all threads. */
  @SuppressWarnings("restricted") // one system call, in tests only
  static <T> T run(Path mine, Supplier<T> work) {
    try {
      boolean superuser = Files.getAttribute(mine, "unix:uid").equals(0);
      if (!superuser) {
        return work.get();
      }
      Linker linker = Linker.nativeLinker();
      MethodHandle syscall =
          linker.downcallHandle(
              linker.defaultLookup().find("syscall").orElseThrow(),
              FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      effective(syscall, NOBODY);
      try {
        return work.get();
      } finally {
        effective(syscall, 0);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("the user could not be changed", e);
    }
  }

  private static void effective(MethodHandle syscall, long user) throws Throwable {
    long number = System.getProperty("os.arch").equals("aarch64") ? 147 : 117; // setresuid
    long result = (long) syscall.invokeExact(number, UNCHANGED, user, UNCHANGED);
    if (result != 0) {
      throw new AssertionError("setresuid answered " + result);
    }
  }
}
