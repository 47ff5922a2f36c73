package dev.roocode.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every non-blank line is in a chunk, whatever the text: see {@link Coverage}. */
class ChunkPropertyTest {
  private static final long SEED = Long.getLong("seed", 20_261_124);
  private static final String[] SPICE = {
    "{", "}", "(", ")", "[", "]", "\"", "'", "`", "/*", "*/", "//", "#", "<<A\n", "\n", "\n\n",
    "\t", "\r", "\0", "😀", "日本", "\uD83D", "\uFEFF", "\u2028", "\u0085", ";", ":", "=>", "end\n"
  };
  private static final List<ChunkSettings> SETTINGS =
      List.of(
          ChunkSettings.DEFAULTS, new ChunkSettings(7, 300, 2_000), new ChunkSettings(1, 1, 2_000));

  private final Random random = new Random(SEED);

  @TestFactory
  List<DynamicTest> mutatedSources() throws IOException {
    return tests(12);
  }

  @Tag("slow")
  @TestFactory
  List<DynamicTest> manyMutatedSources() throws IOException {
    return tests(120);
  }

  private List<DynamicTest> tests(int rounds) throws IOException {
    List<Path> files = Samples.files();
    List<String> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(Samples.source(file));
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(name(file), () -> mutate(file, sources, rounds)))
        .toList();
  }

  private static String name(Path file) {
    return file.getFileName() + " seed " + SEED;
  }

  private void mutate(Path file, List<String> sources, int rounds) throws IOException {
    Language language = Samples.language(file);
    String own = Samples.source(file);
    for (int round = 0; round < rounds; round++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(4); part >= 0; part--) {
        String from = random.nextInt(4) == 0 ? sources.get(random.nextInt(sources.size())) : own;
        text.append(piece(from));
      }
      for (int i = random.nextInt(12); i > 0; i--) {
        int at = random.nextInt(text.length() + 1);
        text.insert(at, SPICE[random.nextInt(SPICE.length)].repeat(1 + random.nextInt(3)));
      }
      check(language, text.toString(), "round " + round);
    }
  }

  private String piece(String text) {
    int from = random.nextInt(3) == 0 ? random.nextInt(text.length()) : 0;
    int to = random.nextInt(3) == 0 ? from + random.nextInt(text.length() - from) : text.length();
    return text.substring(from, to);
  }

  private static void check(Language language, String text, String what) {
    for (ChunkSettings settings : SETTINGS) {
      Chunked chunked = new Chunker(settings).chunk(language, text);
      Coverage.check(language + " " + what + " seed " + SEED, text, settings, chunked);
    }
  }

  @Test
  void randomBytes() {
    for (Language language : Language.values()) {
      byte[] bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      check(language, new String(bytes, StandardCharsets.UTF_8), "as UTF-8");
      check(language, new String(bytes, StandardCharsets.UTF_16), "as UTF-16");
    }
  }

  @Test
  void theSameTextIsCutTheSame() throws IOException {
    Chunker chunker = new Chunker(ChunkSettings.DEFAULTS);
    for (Path file : Samples.files()) {
      Language language = Samples.language(file);
      String text = Samples.source(file);
      assertEquals(chunker.chunk(language, text), chunker.chunk(language, text));
    }
  }
}
