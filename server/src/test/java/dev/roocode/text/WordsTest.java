package dev.roocode.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static void terms(String text, String expected) {
    assertEquals(expected, String.join(" ", Words.of(text)), text);
  }

  @Test
  void identifiersAreKeptWholeAndSplit() {
    terms("HTTPServer", "httpserver http server");
    terms("getHTTPResponse2", "gethttpresponse2 get http respons");
    terms("snake_case_name", "snakecasename snake case name");
    terms("SCREAMING_CASE", "screamingcase scream case");
    terms("no-ignore-vcs", "no ignor vc");
    terms("utf8", "utf8 utf");
    terms("sha256sum", "sha256sum sha 256 sum");
    terms("userIDs", "userids user id");
    terms("__init__", "init");
    terms("x", "x");
    terms("a.b(c)", "a b c");
  }

  @Test
  void humpsAndUnderscoresOfOneNameMeet() {
    assertEquals(Words.of("file_name"), Words.of("fileName"));
    assertEquals(Words.of("FILE_NAME"), Words.of("FileName"));
    assertTrue(Words.of("fileName").contains("filename"));
  }

  @Test
  void aNameHasTheTermsOfItsParts() {
    assertEquals(Set.of("http", "request", "pool"), Words.ofName("HTTPRequest_pool"));
    assertEquals(Set.of("form", "map"), Words.ofName("form-mapping.v"));
    assertEquals(Set.of("設定", "定画", "画面"), Words.ofName("設定画面"));
    assertEquals(Set.of(), Words.ofName("_-x"));
  }

  @Test
  void formsOfAWordShareAStem() {
    for (String words :
        List.of(
            "parse parses parsed parsing",
            "file files filing",
            "cache caches cached caching",
            "match matches matched matching",
            "query queries",
            "stop stops stopped stopping",
            "index indexes indexed indexing",
            "class classes")) {
      List<String> stems = Words.of(words);
      assertEquals(1, stems.stream().distinct().count(), words + " -> " + stems);
    }
    terms("parser", "parser");
    terms("status bus", "status bus");
  }

  @Test
  void scriptsWithoutSpacesGivePairs() {
    terms("検索する", "検索 索す する");
    terms("サーバー", "サー ーバ バー");
    terms("字", "字");
    terms("한국어 API", "한국 국어 api");
    terms("JSONを読む", "json を読 読む");
  }

  @Test
  void compatibleFormsAreOne() {
    assertEquals(Words.of("サーバ"), Words.of("ｻｰﾊﾞ"));
    assertEquals(Words.of("HTTP"), Words.of("ＨＴＴＰ"));
  }

  @Test
  void questionsLoseWordsThatTellNothingUnlessNothingElseIsThere() {
    assertEquals(
        List.of("request", "retri"),
        List.copyOf(Words.queryTerms("How are the requests retried?").keySet()));
    assertEquals(
        List.of("where", "is", "it"), List.copyOf(Words.queryTerms("where is it").keySet()));
    assertEquals(List.of("x"), List.copyOf(Words.queryTerms("x").keySet()));
    assertTrue(Words.queryTerms("?!").isEmpty());
  }

  @Test
  void termsAreBounded() {
    String endless = "a".repeat(50_000);
    assertEquals(List.of("a".repeat(Words.TERM_CHARS)), Words.of(endless));
  }

  @Test
  void anyTextGivesTermsWithinBounds() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(80); i > 0; i--) {
        int c = random.nextInt(3) == 0 ? random.nextInt(0x30000) : random.nextInt(0x80);
        text.appendCodePoint(c);
      }
      text.append((char) random.nextInt(0x10000));
      for (String term : Words.of(text)) {
        assertFalse(term.isEmpty(), "seed " + seed);
        assertTrue(term.length() <= 4 * Words.TERM_CHARS, "seed " + seed + " " + term);
        assertFalse(term.contains(" "), "seed " + seed);
      }
    }
  }
}
