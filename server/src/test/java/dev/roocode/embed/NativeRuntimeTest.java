package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, since a process loads a native library once. */
@Tag("slow")
class NativeRuntimeTest {
  @TempDir Path folder;
  private Path natives;
  private Path home;
  private Path temporary;

  @BeforeEach
  void folders() throws IOException {
    natives = folder.resolve("natives");
    home = Files.createDirectory(folder.resolve("home"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  private Process start(String mode, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx128m");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.add("-XX:-UsePerfData");
    command.add("-Duser.home=" + home);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of(NativeRuntimeProbe.class.getName(), natives.toString(), mode));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("HOME", home.toString(), "TMPDIR", temporary.toString()));
    builder.directory(home.toFile());
    return builder.start();
  }

  private String run(String... options) throws IOException, InterruptedException {
    Process process = start("once", options);
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList().getLast(); // the virtual machine may warn before
  }

  private static Map<String, Object> files(Path folder) throws IOException {
    Map<String, Object> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(f -> !f.equals(folder)).toList()) {
        files.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  @Test
  void unpacksOnceAndTouchesNoOtherFolder() throws IOException, InterruptedException {
    assertEquals("ok", run());
    Map<String, Object> unpacked = files(natives);
    assertEquals(5, unpacked.size(), "two libraries, the network, two folders: " + unpacked);
    assertEquals("ok", run());
    assertEquals(unpacked, files(natives));
    assertEquals(Map.of(), files(home));
    assertEquals(Map.of(), files(temporary));
  }

  @Test
  void theFolderIsTheUsersAlone() throws IOException, InterruptedException {
    assertEquals("ok", run());
    try (Stream<Path> inside = Files.list(natives)) {
      Path versioned = inside.findFirst().orElseThrow();
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(versioned)));
    }
  }

  @Test
  void aFileCutShortIsUnpackedAgain() throws IOException, InterruptedException {
    assertEquals("ok", run());
    try (Stream<Path> all = Files.walk(natives)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    assertEquals("ok", run());
  }

  @Test
  void saysSoWhereThereIsNoLibrary() throws IOException, InterruptedException {
    String line = run("-Dos.name=Mac OS X", "-Dos.arch=x86_64");
    assertTrue(line.startsWith("unavailable|built-in embedding model: "), line);
    assertTrue(line.contains("Mac OS X x86_64"), line);
    assertTrue(line.contains("text search works"), line);
  }

  @Test
  void saysSoWhereTheLibraryDoesNotLoad() throws IOException, InterruptedException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve(System.mapLibraryName("onnxruntime")), "no library");
    String line = run("-Donnxruntime.native.path=" + broken);
    assertTrue(line.startsWith("unavailable|built-in embedding model: "), line);
    assertTrue(line.contains("cannot be loaded"), line);
  }

  @Test
  void saysSoWhereTheFolderCannotBeMade() throws IOException, InterruptedException {
    Files.writeString(natives, "a file where the folder should be");
    String line = run();
    assertTrue(line.startsWith("unavailable|" + natives + ": "), line);
    assertTrue(line.contains("writable"), line);
  }

  /** The runtime's own shutdown hook would free its environment under the inferences of ours. */
  @Test
  void inferencesInAShutdownHookDoNotCrash() throws IOException, InterruptedException {
    Process process = start("late");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(List.of("ok", "late"), output.lines().toList());
    assertEquals(0, process.waitFor());
  }

  @Test
  void endsCleanlyWhenTerminatedAtWork() throws IOException, InterruptedException {
    for (int round = 0; round < 2; round++) {
      Process process = start("endless");
      try (BufferedReader output = process.inputReader()) {
        assertEquals("ok", output.readLine());
        process.toHandle().destroy(); // the process's own method would close the stream
        assertEquals(List.of(), output.lines().toList());
      }
      assertEquals(128 + 15, process.waitFor(), "ended by SIGTERM and by nothing worse");
    }
    assertFalse(Files.exists(folder.resolve("crash.log")));
  }
}
