package dev.roocode.gloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static void makes(String word, String... forms) {
    assertTrue(Spelling.of(word).containsAll(List.of(forms)), word + ": " + Spelling.of(word));
  }

  @Test
  void verbsAreFoundInAllForms() {
    makes("返す", "返さ", "返し", "返せ", "返そ");
    makes("書く", "書か", "書き", "書い");
    makes("待つ", "待た", "待っ");
    makes("読む", "読み", "読ん");
    makes("見る", "見た", "見て", "見ら");
    makes("作る", "作っ", "作り", "作ら");
    makes("始める", "始め");
    makes("たどる", "たどり", "たどっ");
    makes("属する", "属し", "属さ");
  }

  @Test
  void oneKanjiIsNoStem() {
    assertFalse(Spelling.of("返す").contains("返"));
    assertTrue(Spelling.of("読み込む").contains("読み込"));
  }

  @Test
  void adjectivesAreFoundInAllForms() {
    makes("古い", "古く", "古か");
    makes("新しい", "新し", "新しく");
  }

  @Test
  void okuriganaMayBeLeftOut() {
    makes("読み込み", "読込み", "読込");
    makes("読み込む", "読込", "読込む");
    makes("切り替え", "切替", "切替え");
    makes("取り消し線", "取消線", "取消し線");
    // A particle is no okurigana.
    assertEquals(Set.of(), Spelling.of("負の数"));
  }

  @Test
  void theLastLongVowelMayBeLeftOut() {
    assertEquals(Set.of("サーバ"), Spelling.of("サーバー"));
    assertEquals(Set.of("ヘッダ名"), Spelling.of("ヘッダー名"));
    assertEquals(Set.of(), Spelling.of("キー"));
    assertEquals(Set.of(), Spelling.of("エラー"));
  }
}
