package dev.roocode.gloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static String english(String question) {
    return Reading.of(question).english();
  }

  private static void sameWords(String... questions) {
    for (String question : questions) {
      assertEquals(english(questions[0]), english(question), question);
    }
  }

  @Test
  void wordsAreTranslatedInTheirOrder() {
    Reading reading = Reading.of("非同期処理で発生した例外を捕捉する");
    assertTrue(reading.isTranslated());
    assertEquals(
        List.of(
            new Reading.Word("非同期処理", List.of("asynchronous processing", "async")),
            new Reading.Word("発生", List.of("occur", "raise", "generate")),
            new Reading.Word("例外", List.of("exception")),
            new Reading.Word("捕捉", List.of("catch", "capture"))),
        reading.words());
    assertEquals(
        "asynchronous processing async occur raise generate exception catch capture",
        reading.english());
  }

  @Test
  void identifiersStayAsTheyAre() {
    assertEquals(
        "UserService class findById return value",
        english("UserServiceクラスのfindByIdの戻り値").replace(" result", ""));
    assertEquals("10K 2M size", english("10Kや2Mのサイズ"));
    assertEquals("src/main.rs:42 line row", english("src/main.rs:42の行"));
  }

  @Test
  void oneWordHasOneReadingHoweverItIsWritten() {
    sameWords("ファイルを読み込む", "ファイルの読込", "ファイルを読み込んだ", "ファイルを読込む", "ﾌｧｲﾙを読み込んで");
    sameWords("サーバー", "サーバ", "ｻｰﾊﾞｰ");
    sameWords("メモリの解放", "メモリーの解放");
    sameWords("ウィンドウ", "ウインドウ");
    sameWords("検索する", "検索した", "検索していない", "検索");
    sameWords("インターフェース", "インタフェース", "インターフェイス");
    sameWords("ＡＰＩの呼び出し", "APIの呼出し");
  }

  @Test
  void compoundsAreReadByTheirParts() {
    assertEquals("connection pool", english("コネクションプール"));
    assertEquals("server certificate verify validate validation", english("サーバー証明書検証"));
  }

  /** 表示 is not 表 and 示す, 分から is not 分 and から. */
  @Test
  void verbsEndingsDoNotMakeWords() {
    assertEquals("display show print", english("表示する"));
    assertEquals("understand know", english("分からない"));
    // 点 is a point, but not of 点ける.
    assertEquals(List.of(), Reading.of("点ける").words());
  }

  @Test
  void unknownWordsAreToldAndGuessed() {
    Reading reading = Reading.of("レディスへの接続とパスタの茹餅");
    assertEquals(List.of("レディス", "パスタ", "茹餅"), reading.unknown());
    assertEquals(List.of("redisu", "redis", "pasuta", "pasta"), reading.guesses());
    assertEquals("connect connection", reading.english());
  }

  @Test
  void nothingElseIsTranslated() {
    for (String question :
        List.of(
            "where is the cache cleared?",
            "读取配置文件在哪里",
            "如何处理异步错误",
            "안녕하세요 파일 읽기",
            "파일 ファイル",
            "🙂 → λ",
            "где читается файл",
            "")) {
      Reading reading = Reading.of(question);
      assertFalse(reading.isTranslated(), question);
      assertEquals(question, reading.english());
      assertEquals(List.of(), reading.unknown(), question);
    }
  }

  @Test
  void kanjiAloneAreJapaneseWhereAllAreKnown() {
    assertEquals("dependency dependencies resolve solve", english("依存関係解決"));
    assertFalse(Reading.of("依存關係解決").isTranslated());
  }

  /** Any text is read, and nothing of it that is written in Latin letters is lost. */
  @Test
  void anyTextIsRead() {
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "読み込むを検索サーバーﾊﾞー・、「」々ヴッンするabC_1 .\n\uD842\uDFB7파的";
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Reading reading = Reading.of(text.toString());
      String before = text.toString().replaceAll("[^A-Za-z]", "");
      String latin = reading.isTranslated() ? withoutMeanings(reading) : reading.english();
      assertEquals(before, latin.replaceAll("[^A-Za-z]", ""), "seed " + seed + ": " + text);
    }
  }

  private static String withoutMeanings(Reading reading) {
    String rest = reading.english();
    int at = 0;
    for (Reading.Word word : reading.words()) {
      String meanings = String.join(" ", word.meanings());
      at = rest.indexOf(meanings, at);
      assertTrue(at >= 0, reading.toString());
      rest = rest.substring(0, at) + rest.substring(at + meanings.length());
    }
    return rest;
  }
}
