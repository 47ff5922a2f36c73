package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.store.FileFilter;
import dev.roocode.store.Matches;
import dev.roocode.store.Samples;
import dev.roocode.store.TermQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
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
  private static final int HEAD = 100;

  @TempDir Path root;

  @Test
  void aFlippedByteInEachPage() throws IOException {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (Kept kept = Kept.in(root).index(40, "a")) {
      kept.full();
      kept.reopen();
      Map<String, String> expected = answers(kept);
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

  /** The file's own head, and where its tables begin to be described. */
  @Test
  void aFlippedByteInTheHead() throws IOException {
    try (Kept kept = Kept.in(root).index(40, "a")) {
      kept.full();
      kept.reopen();
      Map<String, String> expected = answers(kept);
      Path index = kept.store.versionFolder().resolve("index.db");
      kept.store.close();
      byte[] sound = Files.readAllBytes(index);
      for (int position = 0; position < HEAD; position++) {
        byte[] damaged = Damage.flip(sound, position, 1 << (position % 8));
        flipped(kept, damaged, expected, "byte " + position);
        kept.store.close();
      }
    }
  }

  /** Whether it was noticed. */
  private static boolean flipped(
      Kept kept, byte[] damaged, Map<String, String> expected, String where) throws IOException {
    kept.openAgain();
    Path version = kept.store.versionFolder();
    kept.store.close();
    byte[] sound = Files.readAllBytes(version.resolve("index.db"));
    Files.write(version.resolve("index.db"), damaged);
    try {
      kept.openAgain();
    } catch (Fault.TooNew e) { // refused, and left as it is
      assertArrayEquals(damaged, Files.readAllBytes(version.resolve("index.db")), where);
      Files.write(version.resolve("index.db"), sound);
      kept.openAgain();
      return true;
    }
    if (kept.store.recovered().isEmpty() && looksAs(kept, expected)) {
      return false;
    }
    if (kept.store.recovered().isEmpty()) {
      kept.reopen();
    }
    assertTrue(kept.store.recovered().isPresent(), where + ": noticed, but not mended");
    assertTrue(kept.store.recovered().get().message().contains("restored from the backup"), where);
    assertEquals(expected, answers(kept), where);
    return true;
  }

  /** Looks at everything, and has it checked as every backup does. */
  private static boolean looksAs(Kept kept, Map<String, String> expected) {
    try {
      Map<String, String> found = answers(kept);
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      return findings.index().isEmpty() && found.equals(expected);
    } catch (Fault.Corrupt e) {
      return false;
    }
  }

  /**
   * Everything but size, time and hash of the files, which the next walk over the workspace puts
   * right by itself.
   */
  private static Map<String, String> answers(Kept kept) {
    Map<String, String> answers = new TreeMap<>();
    kept.content()
        .forEach((path, said) -> answers.put(path, said.replaceAll("FileStamp\\[[^\\]]*\\]", "")));
    Matches words =
        kept.store.match(
            new TermQuery(Map.of("file", 1f, "second", 2f, "7", 1f)), FileFilter.ALL, 500);
    Matches vectors = kept.store.nearest(Samples.vector(1), FileFilter.ALL, 500);
    answers.put("words", scores(words));
    answers.put("vectors", scores(vectors));
    answers.put("names", kept.store.symbols("part", 500).toString());
    answers.put("counts", kept.store.counts().toString());
    return answers;
  }

  private static String scores(Matches matches) {
    return LongStream.of(matches.best())
        .mapToObj(id -> id + " " + matches.chunk(id) + " " + matches.file(id))
        .toList()
        .toString();
  }
}
