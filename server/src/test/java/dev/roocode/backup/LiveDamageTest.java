package dev.roocode.backup;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A flipped byte in each page of the index in use: it changes no answer, or is noticed when the
 * index is opened, used or checked, and the index comes back from the backup by itself. {@code
 * -Dseed=N} repeats the places, {@code -Droocode.flips=N} (1) flips so many in each page.
 */
@Tag("slow")
@Timeout(3_600)
class LiveDamageTest {
  private static final int PAGE = 4096;
  private static final int HEAD = 100;
  private static final int FLIPS = Integer.getInteger("roocode.flips", 1);

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFlippedByteInEachPage(boolean sealed) throws IOException {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    try (Kept kept = (sealed ? Kept.sealed(root) : Kept.in(root)).index(40, "a")) {
      kept.full();
      kept.reopen();
      Map<String, String> expected = answers(kept);
      Path index = kept.store.versionFolder().resolve("index.db");
      kept.store.close();
      byte[] sound = Files.readAllBytes(index);
      int noticed = 0;
      for (int at = 0; at < FLIPS * sound.length / PAGE; at++) {
        int position = at / FLIPS * PAGE + random.nextInt(PAGE);
        byte[] damaged = Damage.flip(sound, position, 1 << random.nextInt(8));
        String where = "seed " + seed + " byte " + position;
        noticed += flipped(kept, damaged, expected, where) ? 1 : 0;
        kept.store.close();
      }
      assertTrue(
          noticed > 0, "seed " + seed + ": " + noticed + " of " + sound.length / PAGE * FLIPS);
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
    Files.write(version.resolve("index.db"), damaged);
    kept.openAgain();
    String why = "";
    if (kept.store.recovered().isEmpty()) {
      why = difference(kept, expected);
      if (why.isEmpty()) {
        return false;
      }
      kept.reopen();
    }
    assertTrue(kept.store.recovered().isPresent(), where + ": noticed, but not mended: " + why);
    assertTrue(kept.store.recovered().get().message().contains("restored from the backup"), where);
    assertEquals(expected, answers(kept), where);
    return true;
  }

  /** Looks at everything, and has it checked as every backup does; empty where all is as it was. */
  private static String difference(Kept kept, Map<String, String> expected) {
    try {
      Map<String, String> found = answers(kept);
      Findings findings = kept.backups.verify(null, false, kept.store, Cancellation.NEVER);
      if (!findings.index().isEmpty()) {
        return findings.index().toString();
      }
      return found.equals(expected) ? "" : "other answers: " + found;
    } catch (Fault.Corrupt e) {
      return e.line();
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
            TermQuery.exact(Map.of("file", 1f, "second", 2f, "7", 1f)), FileFilter.ALL, 500);
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
