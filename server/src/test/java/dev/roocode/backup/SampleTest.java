package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots that this release wrote, for the releases to come: they must be read for ever. {@code
 * -Dupdate} writes a sample only where there is none.
 */
class SampleTest {
  private static final Path SAMPLE = Path.of("src/test/resources/backup/format-1");
  private static final String CONTENT = "content.txt";

  @TempDir Path root;

  @Test
  void formatOneIsRead() throws IOException {
    if (System.getProperty("update") != null && !Files.exists(SAMPLE)) {
      write();
    }
    copy(SAMPLE, root.resolve("data"));
    Files.setPosixFilePermissions(
        root.resolve("data/keys"), PosixFilePermissions.fromString("rw-------"));
    try (Kept kept = Kept.in(root)) {
      List<Snapshot> snapshots = kept.backups.list();
      assertEquals(
          List.of("000001-full-20261124T080100Z", "000002-incremental-000001-20261124T080200Z"),
          snapshots.stream().map(snapshot -> snapshot.id().toString()).toList());
      assertTrue(snapshots.stream().allMatch(Snapshot::verified));
      Findings findings = kept.backups.verify(null, true, kept.store, Cancellation.NEVER);
      assertTrue(findings.isSound(), findings.toString());
      Backups.Prepared prepared = kept.prepare(snapshots.getLast().id());
      assertEquals(
          Files.readString(SAMPLE.resolve(CONTENT)),
          text(Kept.content(prepared.folder(), root.resolve("scratch"))));
    }
  }

  private void write() throws IOException {
    Path made = root.resolve("made");
    try (Kept kept = Kept.in(made).index(2, "a")) {
      kept.full();
      kept.change(1, "b");
      kept.increment();
      Files.createDirectories(SAMPLE);
      copy(kept.folder(), SAMPLE.resolve("backups"));
      Files.copy(kept.data.resolve("keys"), SAMPLE.resolve("keys"));
      Files.copy(kept.data.resolve(Ledger.FILE), SAMPLE.resolve(Ledger.FILE));
      Files.writeString(SAMPLE.resolve(CONTENT), text(kept.content()));
    }
  }

  private static String text(Map<String, String> content) {
    return content.entrySet().stream()
        .map(file -> file.getKey() + " " + file.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
