package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Questions in two languages, comments in two languages; by words alone, without a model. */
class JapaneseSearchTest {
  private static final String WORKSPACE =
      """
      //- src/stock.py
      # 在庫を引き当てる。足りないときは例外を投げる
      def f1(a, b):
          if a.n < b:
              raise E1(a)
          a.n -= b
      //- src/invoice.py
      # 請求書の消費税を計算し、端数は切り捨てる
      def f2(lines):
          return int(sum(lines) * 0.1)
      //- src/loader.ts
      // 設定ファイルを読込み、既定値で補う
      export function f3(p: string) {
        return { ...D, ...JSON.parse(open(p)) };
      }
      //- src/retry.go
      package net
      // waits longer after each failure, up to five attempts
      func Retry(call func() error) error {
        for i := 0; i < 5; i++ {
          if err := call(); err == nil {
            return nil
          }
        }
        return errGaveUp
      }
      //- src/Pool.java
      class ConnectionPool {
        void closeIdle() { idle.forEach(Connection::close); }
      }
      //- src/cache.rs
      fn evict_oldest(map: &mut Cache) { map.pop_front(); }
      //- src/mail.rb
      # メールの送信に失敗したら、管理者に知らせる
      def f4(m)
        deliver(m) or page(ADMIN)
      end
      //- src/session.php
      <?php
      // ﾛｸﾞｲﾝの有効期限を延長する
      function f5($s) { $s->t = time() + 3600; }
      //- docs/guide.md
      # 使い方
      サーバーを起動してからブラウザで開きます。
      """;

  @TempDir private Path folder;
  private Workspace workspace;

  @BeforeEach
  void index() throws Exception {
    Path root = Fixture.write(Files.createDirectories(folder.resolve("ws")), WORKSPACE);
    workspace =
        Workspaces.open(
            List.of(root), folder.resolve("data"), WorkspaceSettings.DEFAULTS, Optional::empty);
    workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private List<String> files(String question) {
    return workspace.search(Query.of(question, 10), Cancellation.NEVER).hits().stream()
        .map(Hit::path)
        .map(path -> path.relative().replaceAll(".*/", ""))
        .distinct()
        .toList();
  }

  private void finds(String file, String... questions) {
    List<Executable> checks = new ArrayList<>();
    for (String question : questions) {
      checks.add(() -> assertEquals(file, first(files(question)), question));
    }
    assertAll(checks);
  }

  private static String first(List<String> files) {
    return files.isEmpty() ? "nothing" : files.getFirst();
  }

  @Test
  void japaneseCommentsAreFoundByJapaneseQuestions() {
    finds("stock.py", "在庫の引き当て", "在庫が足りないときの例外はどこで投げるか");
    finds("invoice.py", "消費税の計算", "請求書の端数処理");
    finds("mail.rb", "送信失敗を管理者へ通知する処理");
  }

  @Test
  void anotherSpellingOrAnotherWordFindsThemToo() {
    finds("loader.ts", "設定ファイルの読み込み", "ｾｯﾃｲではなく設定ファイルをロードする処理", "構成ファイルを読む");
    finds("session.php", "ログインの期限を延ばす", "ログインの有効期限");
    finds("stock.py", "ストックではなく在庫の例外");
  }

  @Test
  void japaneseCommentsAreFoundByEnglishQuestions() {
    finds(
        "stock.py",
        "throw an exception when the inventory is insufficient",
        "where is stock allocated");
    finds("invoice.py", "calculate the consumption tax of an invoice");
    finds("loader.ts", "where is the config file loaded");
    finds("mail.rb", "tell the administrator when sending mail fails");
    finds("session.php", "extend the expiration of a login");
  }

  @Test
  void englishCodeIsFoundByJapaneseQuestions() {
    finds("retry.go", "再試行は何回まで行うか", "リトライの回数");
    finds("Pool.java", "コネクションプールを閉じる", "ConnectionPoolの接続を閉じる処理");
    finds("cache.rs", "キャッシュから最古の要素を追い出す");
  }

  @Test
  void documentsAreFoundByTheirOwnWords() {
    assertTrue(files("サーバーを起動するドキュメント").contains("guide.md"));
  }

  @Test
  void aJapaneseQuestionIsAnsweredAndAnotherMatterIsNot() {
    Answer answer = workspace.ask("コネクションプールを閉じる処理はどこか", 5, piece -> {}, Cancellation.NEVER);
    assertEquals(Answer.Kind.EXTRACTIVE, answer.kind());
    assertEquals("src/Pool.java", answer.citations().getFirst().path().relative());
    Answer other = workspace.ask("犬の散歩に適した公園", 5, piece -> {}, Cancellation.NEVER);
    assertEquals(Answer.Kind.ABSTAINED, other.kind());
  }

  @Test
  void otherScriptsFindWhatIsWrittenSo() {
    assertEquals(List.of(), files("파일 읽기"));
    assertTrue(files("在庫管理在哪里").contains("stock.py"), "shared characters");
  }
}
