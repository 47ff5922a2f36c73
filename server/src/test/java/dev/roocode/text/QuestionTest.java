package dev.roocode.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void aQuestionThatIsNotJapaneseIsTakenAsItIs() {
    for (String text : new String[] {"How is the cache cleared?", "缓存在哪里清除", "파일 읽기"}) {
      Question question = Question.of(text);
      assertEquals(Words.queryTerms(text), question.terms());
      assertEquals(text, question.english());
    }
  }

  @Test
  void aJapaneseQuestionHasBothViews() {
    Question question = Question.of("HashMapの要素を削除する");
    assertTrue(
        question.terms().keySet().containsAll(Words.of("HashMap element item delete remove")));
    assertTrue(question.terms().keySet().containsAll(Words.of("要素 削除")));
    assertFalse(question.terms().containsKey("する"), "grammar");
    assertEquals("HashMap element item delete remove", question.english());
  }

  @Test
  void aLongQuestionHasAnOpening() {
    Question question =
        Question.of(
            "Closing the pool loses a connection. The reader holds the pool, e.g. twice.\nSee");
    assertEquals("Closing the pool loses a connection", question.opening().orElseThrow().asked());
    assertEquals(
        Question.of("Closing the pool loses a connection").terms(),
        question.opening().orElseThrow().terms());
  }

  @Test
  void aGreetingIsNoOpening() {
    Question greeted = Question.of("Hello there!\n\nThe reader loses lines. Why?");
    assertEquals("Hello there!\n\nThe reader loses lines", greeted.opening().orElseThrow().asked());
    for (String whole :
        new String[] {"", " ", "Why?", "a.b.c", "Read v1.2 of pool.go.", "Hi. You."}) {
      assertTrue(Question.of(whole).opening().isEmpty(), whole);
    }
    assertTrue(Question.of("word ".repeat(100) + ". More words follow here").opening().isEmpty());
  }

  @Test
  void aJapaneseQuestionHasAnOpeningToo() {
    Question question = Question.of("HashMapの要素を削除する。キャッシュを消す。");
    Question opening = question.opening().orElseThrow();
    assertEquals("HashMap element item delete remove", opening.english());
  }

  @Test
  void anUnknownLoanwordIsGuessed() {
    assertTrue(Question.of("レディスとは").terms().containsKey("redi"), "the stem of redis");
  }

  @Test
  void theShareCountsTranslatedWords() {
    Question question = Question.of("HashMapの要素を削除する");
    assertEquals(1, share(question, "class HashMap { void removeElement() }"));
    assertEquals(1, share(question, "HashMap // 要素を削除"));
    assertEquals(2 / 5.0, share(question, "void removeElement() {}"), 1e-9);
    assertEquals(0.5, share(Question.of("clear cache"), "void clear()"));
  }

  private static double share(Question question, String text) {
    Set<String> held = new HashSet<>(Words.of(text));
    return question.share(held, text);
  }
}
