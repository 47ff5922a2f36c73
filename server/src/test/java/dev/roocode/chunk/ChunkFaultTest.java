package dev.roocode.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunked;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Language;
import dev.roocode.domain.Limits;
import dev.roocode.domain.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkFaultTest {
  private static final ChunkSettings SETTINGS = ChunkSettings.DEFAULTS;
  private final Chunker chunker = new Chunker(SETTINGS);

  private Chunked cut(Language language, String text) {
    Chunked chunked = chunker.chunk(language, text);
    Coverage.check(language.id(), text, SETTINGS, chunked);
    return chunked;
  }

  private static List<String> rules(Chunked chunked) {
    return chunked.problems().stream().map(Problem::rule).toList();
  }

  @Test
  void deepNestingEndsNeitherTheThreadNorTheProcess() {
    for (String open :
        List.of("(", "{a: ", "[\n", "<a>", "if (x) {\n", "\"${", "- ", "f(() => {\n", "> ")) {
      String text = open.repeat(20_000);
      for (Language language :
          List.of(Language.JAVASCRIPT, Language.KOTLIN, Language.MARKDOWN, Language.YAML)) {
        cut(language, text);
      }
    }
    cut(Language.JSON, "[".repeat(100_000));
    cut(Language.JAVA, "class A { int x = " + "(".repeat(100_000));
    cut(Language.GO, "func f() {\n".repeat(5_000));
  }

  @Test
  void deepIndentationIsBounded() {
    String steps =
        IntStream.range(0, 800)
            .mapToObj(i -> " ".repeat(i) + "if x:\n")
            .collect(Collectors.joining());
    cut(Language.PYTHON, steps);
    cut(Language.YAML, steps);
    cut(Language.TEXT, steps);
  }

  /** Native code of the Ruby grammar would end the process here. */
  @Test
  void aHeredocMarkerThatTheParserCannotBearIsNotParsed() {
    for (String quote : List.of("", "\"", "'", "`")) {
      String marker = quote + "X*".replace("*", quote.isEmpty() ? "Y" : "*").repeat(500) + quote;
      Chunked chunked = cut(Language.RUBY, "a = <<~" + marker + "\nb\n" + marker + "\n");
      assertEquals(List.of("parserHazard"), rules(chunked), quote);
    }
  }

  @Test
  void aLargeFileIsCut() {
    String method = "  int method() {\n    return 1;\n  }\n\n";
    String text = "class Large {\n" + method.repeat(Limits.FILE_BYTES / method.length()) + "}\n";
    Chunked chunked = cut(Language.JAVA, text);
    assertTrue(chunked.chunks().size() > 1_000);
    assertTrue(chunked.symbols().size() > 20_000, "" + chunked.symbols().size());
    assertEquals(List.of(), chunked.problems());
  }

  @Test
  void aLineIsNeverCut() {
    String line = "x".repeat(Limits.LINE_CHARS);
    Chunked chunked = cut(Language.JAVASCRIPT, "var a;\n" + line + "\nvar b;\n");
    assertEquals(3, chunked.chunks().size());
    assertEquals(line, chunked.chunks().get(1).text());
  }

  @Test
  void aChunkStaysBelowTheCharactersAllowed() {
    String line = "  call(\"" + "y".repeat(400) + "\");\n";
    String text = "void f() {\n" + line.repeat(20) + "}\n";
    Chunked chunked = cut(Language.C, text);
    assertTrue(chunked.chunks().size() >= 5);
    assertTrue(chunked.chunks().stream().allMatch(c -> c.symbol().equals("f")));
  }

  @Test
  void rowsAreRightBehindCharactersOfFourBytes() {
    String text = "// 😀😀😀 日本語 \uD83D\nclass A {\n  // 😀\n  int f() { return 1; }\n}\n";
    Chunked chunked = cut(Language.JAVA, text);
    assertEquals(List.of("A", "f"), chunked.symbols().stream().map(s -> s.name()).toList());
    assertEquals(4, chunked.symbols().get(1).nameLine());
    assertEquals(
        "3-4",
        chunked.symbols().get(1).lines().first() + "-" + chunked.symbols().get(1).lines().last());
  }

  @Test
  void oddCharactersAreText() {
    for (String odd : List.of("\0", "\r", "\uFEFF", "\uDC00", "\f", "\u2028", "\u000b")) {
      for (Language language : Language.values()) {
        cut(language, odd + "a\n" + odd + "\nb" + odd + "\n");
      }
    }
  }

  @Test
  void aParseThatTakesTooLongIsGivenUp() throws IOException {
    Chunker hasty = new Chunker(new ChunkSettings(25, 2_000, 0));
    String text = Samples.source(Path.of("src/test/resources/golden/chunk/Sample.java.txt"));
    Chunked chunked = hasty.chunk(Language.JAVA, text.repeat(20));
    Coverage.check("hasty", text.repeat(20), SETTINGS, chunked);
    assertEquals(List.of("parseTimeout"), rules(chunked));
    assertEquals(List.of(), chunked.symbols());
  }

  @Test
  void aMissingGrammarIsReportedOnce() {
    Chunker bare = new Chunker(SETTINGS, language -> null);
    String text = "class A {\n  int f() {\n    return 1;\n  }\n}\n";
    assertEquals(List.of("noGrammar"), rules(bare.chunk(Language.JAVA, text)));
    assertEquals(List.of(), rules(bare.chunk(Language.JAVA, text)));
    assertEquals(List.of("noGrammar"), rules(bare.chunk(Language.GO, text)));
    assertEquals(text.strip(), bare.chunk(Language.JAVA, text).chunks().getFirst().text());
  }

  @Test
  void grammarsLoadHere() {
    assertEquals(Chunker.grammarsKnown(), Chunker.grammarsAvailable());
    for (Language language : Chunker.grammarsKnown()) {
      assertTrue(Syntax.of(language) != null, language + " has no table");
    }
  }

  @Test
  void aParserThatDoesNotComeBackIsLeftAlone() throws Exception {
    ParserThreads threads = new ParserThreads();
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < ParserThreads.MOST_STUCK; i++) {
      assertThrows(
          ParserThreads.NotDone.class,
          () ->
              threads.run(
                  () -> {
                    release.await();
                    return 1;
                  },
                  1));
    }
    assertThrows(ParserThreads.NotDone.class, () -> threads.run(() -> 1, 5_000));
    release.countDown();
    threads.awaitNoneStuck();
    assertEquals(1, threads.run(() -> 1, 5_000));
  }

  @Test
  void aParserThatFailsIsAProblem() {
    ParserThreads threads = new ParserThreads();
    ParserThreads.NotDone failure =
        assertThrows(
            ParserThreads.NotDone.class,
            () ->
                threads.run(
                    () -> {
                      throw new IllegalStateException("odd");
                    },
                    5_000));
    assertTrue(failure.reason.contains("odd"));
  }

  @Test
  void anInterruptedCallerGetsItsChunksAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    Chunked chunked = cut(Language.JAVA, "class A {\n  int f;\n}\n");
    assertTrue(Thread.interrupted());
    assertEquals(2, chunked.symbols().size());
  }

  @Test
  void manyThreadsShareAChunker() throws Exception {
    List<Path> files = Samples.files();
    List<Chunked> expected = new ArrayList<>();
    for (Path file : files) {
      expected.add(chunker.chunk(Samples.language(file), Samples.source(file)));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<Chunked>> results = new ArrayList<>();
      for (int i = 0; i < 5 * files.size(); i++) {
        Path file = files.get(i % files.size());
        results.add(pool.submit(() -> chunker.chunk(Samples.language(file), Samples.source(file))));
      }
      for (int i = 0; i < results.size(); i++) {
        assertEquals(expected.get(i % files.size()), results.get(i).get());
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertThrows(Fault.Invalid.class, () -> new ChunkSettings(0, 100, 100));
    assertThrows(Fault.Invalid.class, () -> new ChunkSettings(25, -1, 100));
    assertThrows(Fault.Invalid.class, () -> new ChunkSettings(25, 100, 100_000));
    assertFalse(ChunkSettings.DEFAULTS.maxLines() > Limits.CHUNK_LINES);
  }
}
