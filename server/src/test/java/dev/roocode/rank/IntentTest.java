package dev.roocode.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.LineRange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntentTest {
  @Test
  void wantsWhatTheQuestionSpeaksOf() {
    assertEquals(Set.of(PathNature.TEST), Intent.of("which tests cover retries?").wants());
    assertEquals(Set.of(PathNature.DOCUMENT), Intent.of("what does the README say").wants());
    assertEquals(Set.of(PathNature.EXAMPLE), Intent.of("an example of a plugin").wants());
    assertEquals(Set.of(PathNature.DATA), Intent.of("which yaml file sets the port").wants());
    assertEquals(Set.of(PathNature.TEST), Intent.of("再試行のテストはどこか").wants());
    assertEquals(Set.of(PathNature.EXAMPLE), Intent.of("プラグインの使用例を見たい").wants());
    assertEquals(Set.of(PathNature.DATA), Intent.of("ポートはどの設定ファイルにあるか").wants());
    for (String other :
        List.of(
            "the latest contest attests nothing",
            "Tests if the message is a response",
            "add support for the client, for example with retries",
            "YAML judgment logic",
            "JSON support for Flask's test client")) {
      assertEquals(Set.of(), Intent.of(other).wants(), other);
    }
  }

  @Test
  void namesAreToldFromWords() {
    assertEquals(
        Set.of("readAll", "max_size", "close", "JsonReader"),
        Intent.of("Why does JsonReader readAll ignore max_size after close() on HTTP?")
            .identifiers());
  }

  @Test
  void quotesAreKeptAsWritten() {
    assertEquals(
        List.of("no such file", "a b", "--glob"),
        Intent.of("\"no such file\" when `a b` isn't given '--glob'").quoted());
  }

  @Test
  void aShortQuestionMayBeALineThatIsLookedFor() {
    assertEquals(
        List.of("connection reset by peer"), Intent.of(" connection reset by peer.").quoted());
    assertEquals(List.of("自転車を販売"), Intent.of("自転車を販売？").quoted());
    assertEquals(List.of("peer"), Intent.of("connection reset by \"peer\"").quoted());
    for (String other : List.of("connection", "販売", "two lines\nof text", "so long ".repeat(21))) {
      assertEquals(List.of(), Intent.of(other).quoted(), other);
    }
  }

  @Test
  void placesHaveAPathAndPerhapsALine() {
    List<Intent.Place> places = Intent.of("at src/app/main.go:42, see lib/util.js").places();
    assertEquals(
        List.of(new Intent.Place("src/app/main.go", 42), new Intent.Place("lib/util.js", 0)),
        places);
    assertTrue(places.get(0).isIn("src/app/main.go", new LineRange(40, 50)));
    assertFalse(places.get(0).isIn("src/app/main.go", new LineRange(43, 50)));
    assertTrue(places.get(1).names("pkg/lib/util.js"));
    assertFalse(places.get(1).names("pkg/mylib/util.js"));
  }

  @Test
  void proseIsAShortQuestionThatNamesNothing() {
    assertTrue(Intent.of("How are retries limited").prose());
    assertTrue(Intent.of("who closes idle connections?").prose());
    assertTrue(Intent.of("再試行の上限はどこで決まるか？").prose());
    assertFalse(Intent.of("limit retries").prose());
    assertFalse(Intent.of("how does readAll work?").prose());
    assertFalse(Intent.of("where does \"no such file\" come from?").prose());
    assertFalse(Intent.of("why " + "very ".repeat(50) + "long?").prose());
  }

  @Test
  void aPastedTextIsBounded() {
    Intent intent = Intent.of("someName(\"quoted\") at a.go:1 ".repeat(2_000));
    assertTrue(intent.quoted().size() <= Intent.NAMES + 2);
    assertTrue(intent.places().size() <= Intent.NAMES);
    assertTrue(intent.identifiers().size() <= Intent.NAMES);
  }
}
