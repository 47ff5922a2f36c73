package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flipped byte in each page of the index in use: it changes no answer, or is noticed when the
 * index is opened, used or checked, and the index comes back from the backup by itself. {@code
 * -Dseed=N} repeats the places.
 */
@Tag("slow")
@Timeout(900)
class LiveDamageTest {
  private static final int PAGE = 4096;

  @TempDir Path root;

  @Test
  void aFlippedByteInEachPage() throws IOException {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (Kept kept = Kept.in(root).index(40, "a")) {
      kept.full();
      kept.reopen();
      Map<String, String> expected = kept.content();
      Path index = kept.store.versionFolder().resolve("index.db");
      kept.store.close();
      byte[] sound = Files.readAllBytes(index);
      int noticed = 0;
      for (int page = 0; page < sound.length / PAGE; page++) {
        int position = page * PAGE + random.nextInt(PAGE);
        byte[] damaged = Damage.flip(sound, position, 1 << random.nextInt(8));
        String where = "seed " + seed + " byte " + position;
        noticed += flipped(kept, damaged, expected, where) ? 1 : 0;
        kept.store.close();
      }
      assertTrue(noticed > 0, "seed " + seed + ": " + noticed + " of " + sound.length / PAGE);
    }
  }

  /** Whether it was noticed. */
  private static boolean flipped(
      Kept kept, byte[] damaged, Map<String, String> expected, String where) throws IOException {
    kept.openAgain();
    Path version = kept.store.versionFolder();
    kept.store.close();
    Files.write(version.resolve("index.db"), damaged);
    kept.openAgain();
    if (kept.store.recovered().isEmpty() && looksAs(kept, expected)) {
      return false;
    }
    if (kept.store.recovered().isEmpty()) {
      kept.reopen();
    }
    assertTrue(kept.store.recovered().isPresent(), where + ": noticed, but not mended");
    assertTrue(kept.store.recovered().get().message().contains("restored from the backup"), where);
    assertEquals(expected, kept.content(), where);
    return true;
  }

  /** Looks at everything, and has it checked as every backup does. */
  private static boolean looksAs(Kept kept, Map<String, String> expected) {
    try {
      Map<String, String> found = kept.content();
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      // where only a name or a time differs, the next walk over the workspace mends it
      return findings.index().isEmpty() && texts(found).equals(texts(expected));
    } catch (Fault.Corrupt e) {
      return false;
    }
  }

  private static List<String> texts(Map<String, String> content) {
    return content.values().stream()
        .map(file -> file.replaceAll("(?s).*?text=(file[^\\]]*)\\].*", "$1"))
        .sorted()
        .toList();
  }
}
