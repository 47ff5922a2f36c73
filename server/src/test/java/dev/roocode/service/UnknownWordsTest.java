package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.search.SearchSettings;
import dev.roocode.store.local.LocalStoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownWordsTest {
  @TempDir private Path data;

  private static WorkspaceSettings settings(boolean counts, boolean sealed) {
    WorkspaceSettings all = WorkspaceSettings.DEFAULTS;
    SearchSettings search = all.search();
    LocalStoreSettings store = all.store();
    return new WorkspaceSettings(
        all.scan(),
        all.chunk(),
        store.withSealing(store.sealing().wanted(sealed)),
        all.index(),
        new SearchSettings(
            search.deadlineMillis(), search.candidates(), counts, 0, 0, search.rank()),
        all.answer(),
        all.backup(),
        all.metrics(),
        all.service());
  }

  private void ask(WorkspaceSettings settings, String... questions) {
    try (UnknownWords words = UnknownWords.of(data, settings)) {
      List.of(questions).forEach(words::note);
    }
  }

  private List<String> kept() throws IOException {
    return Files.readAllLines(data.resolve(UnknownWords.FILE));
  }

  @Test
  void wordsAreCountedFromSessionToSession() throws IOException {
    ask(settings(true, false), "パスタの接続", "秘密のパスタとリゾットを検索する");
    assertEquals(List.of("パスタ\t2", "リゾット\t1"), kept());
    ask(settings(true, false), "リゾットとリゾット", "リゾット");
    assertEquals(List.of("リゾット\t3", "パスタ\t2"), kept());
  }

  @Test
  void nothingIsKeptUnlessAskedFor() {
    ask(WorkspaceSettings.DEFAULTS, "パスタの接続");
    ask(settings(true, true), "パスタの接続");
    ask(settings(true, false), "known words only", "検索する");
    assertFalse(Files.exists(data.resolve(UnknownWords.FILE)));
  }

  @Test
  void theFileStaysSmallAndSurvivesMangling() throws IOException {
    Files.writeString(data.resolve(UnknownWords.FILE), "no tab\nパスタ\tmany\nリゾット\t7\n");
    ask(settings(true, false), "リゾット");
    assertEquals(List.of("リゾット\t8"), kept());
    String[] questions =
        IntStream.range(0, UnknownWords.WORDS + 50)
            .mapToObj(i -> "" + (char) ('ヌ' + i % 20) + (char) ('ァ' + 1 + i / 20) + "ヲヌヲの件")
            .toArray(String[]::new);
    ask(settings(true, false), questions);
    assertTrue(kept().size() <= UnknownWords.WORDS, "at most " + UnknownWords.WORDS);
    assertEquals("リゾット\t8", kept().getFirst());
  }
}
