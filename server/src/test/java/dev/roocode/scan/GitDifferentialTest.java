package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Git itself ignores, we ignore, and nothing else: random trees and rules, the real Git. */
class GitDifferentialTest {
  private static final long SEED = 20262;
  private static final int ROUNDS = 25;
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "abc", "a.txt", "b.txt", "x y", "#c", "!d", "A", "a-b", "aab.c");

  @TempDir Path folder;
  @TempDir Path home;

  @Test
  void agreesWithGit() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    int ignored = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path root = Files.createDirectories(folder.resolve("r" + round)).toRealPath();
      git(root, "init", "-q");
      Files.createDirectories(root.resolve(".git/info"));
      TreeSet<String> files = new TreeSet<>();
      grow(root, "", random, 0, files);
      Files.writeString(root.resolve(".git/info/exclude"), rules(random));
      TreeSet<String> expected = new TreeSet<>(files);
      expected.removeAll(
          List.of(
              git(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard")
                  .split("\0", -1)));
      TreeSet<String> found = new TreeSet<>();
      Scanner scanner = new Scanner(List.of(new Root("", root)), ScanSettings.DEFAULTS, home);
      for (ScannedFile file : scanner.scan(Cancellation.NEVER).files()) {
        found.add(file.path().relative());
      }
      ignored += files.size() - found.size();
      int now = round;
      assertEquals(expected, found, () -> "seed " + SEED + " round " + now + describe(root, files));
      List<String> decided =
          scanner.decide(files.stream().map(root::resolve).toList()).stream()
              .filter(decision -> decision instanceof Decision.Take)
              .map(decision -> ((Decision.Take) decision).file().path().relative())
              .toList();
      assertEquals(List.copyOf(found), decided, "decide differs from the walk");
    }
    assertTrue(ignored > 100, "the generator must make rules that match: " + ignored);
  }

  private static void grow(Path at, String prefix, Random random, int depth, Set<String> files)
      throws IOException {
    if (depth == 0 || random.nextInt(3) == 0) {
      Files.writeString(at.resolve(".gitignore"), rules(random));
      files.add(prefix + ".gitignore");
    }
    for (String name : NAMES) {
      int what = random.nextInt(3);
      if (what == 0) {
        Files.writeString(at.resolve(name), "x\n");
        files.add(prefix + name);
      } else if (what == 1 && depth < 2) {
        Path inner = Files.createDirectories(at.resolve(name));
        grow(inner, prefix + name + "/", random, depth + 1, files);
      }
    }
  }

  private static String rules(Random random) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      text.append(rule(random)).append(random.nextInt(10) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private static String rule(Random random) {
    StringBuilder text = new StringBuilder();
    text.append(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(5) == 0 ? "/" : "");
    int steps = 1 + random.nextInt(3) * random.nextInt(2);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      parts.add(random.nextInt(5) == 0 ? "**" : step(random));
    }
    text.append(String.join("/", parts)).append(random.nextInt(4) == 0 ? "/" : "");
    return text.append(" ".repeat(random.nextInt(8) == 0 ? 2 : 0)).toString();
  }

  private static String step(Random random) {
    if (random.nextBoolean()) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      return name.startsWith("#") || name.startsWith("!") ? "\\" + name : name;
    }
    List<String> pieces =
        List.of(
            "*", "*", "a", "b", "?", "[ab]", "[!a]", "[a-c]", ".txt", "*.", "[[:alpha:]]", "\\a");
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private String git(Path root, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().remove("XDG_CONFIG_HOME");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static String describe(Path root, Set<String> files) {
    StringBuilder text = new StringBuilder("\n");
    try {
      text.append(".git/info/exclude:\n")
          .append(Files.readString(root.resolve(".git/info/exclude")));
      for (String file : files) {
        if (file.endsWith(".gitignore")) {
          text.append(file).append(":\n").append(Files.readString(root.resolve(file)));
        }
      }
    } catch (IOException e) {
      text.append(e);
    }
    return text.toString();
  }
}
