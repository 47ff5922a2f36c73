package dev.roocode.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A step of a measurement in a JVM of its own, with the flags of this one. */
final class ChildJvm {
  private ChildJvm() {}

  /** Runs the main method of a class; its lines are printed indented. */
  static void run(Class<?> main, List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
      lines.forEach(line -> out.println("  " + line));
    }
    if (process.waitFor() != 0) {
      out.println("  failed with exit code " + process.exitValue());
    }
  }

  /** The heap, and the highest and present resident memory where the system tells. */
  static void printMemory(PrintStream out) throws IOException {
    Runtime heap = Runtime.getRuntime();
    long used = heap.totalMemory() - heap.freeMemory();
    out.printf("heap: %d kB used of %d kB%n", used >> 10, heap.totalMemory() >> 10);
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
          .forEach(line -> out.println(line.replaceAll("\\s+", " ")));
    }
  }
}
