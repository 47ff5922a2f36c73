package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.Answer.Mark;
import dev.roocode.domain.Answer.State;
import dev.roocode.domain.Answer.Verification;
import dev.roocode.domain.Answer.What;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final String POOL = "void release(Connection c) {\n  idle.push(c);\n  free++;\n}";

  private static final List<Excerpt> SOURCES =
      List.of(
          excerpt("src/db/Pool.java", 10, "Pool.release", POOL),
          excerpt("docs/my pool.md", 1, "", "# Pool\nconnections are kept"));

  private static Excerpt excerpt(String path, int first, String symbol, String text) {
    int last = first + (int) text.lines().count() - 1;
    return new Excerpt(
        FilePath.of(path),
        Language.ofFile(path),
        new LineRange(first, last),
        symbol,
        text,
        false,
        0);
  }

  private static CheckedText check(String text) {
    return Check.all(text, SOURCES, path -> false);
  }

  private static String told(String text) {
    StringBuilder told = new StringBuilder();
    for (Mark mark : check(text).marks()) {
      told.append(text, mark.start(), mark.end()).append(' ');
      told.append(mark.what()).append(' ').append(mark.state());
      mark.place()
          .ifPresent(place ->
              told.append(' ')
                  .append(place.number())
                  .append(' ')
                  .append(place.lines().first())
                  .append('-')
                  .append(place.lines().last()));
      told.append('\n');
    }
    return told.toString();
  }

  @Test
  void numbers() {
    assertEquals(
        """
        [1] SOURCE VERIFIED 1 10-13
        1 SOURCE VERIFIED 1 10-13
        2 SOURCE VERIFIED 2 1-2
        3 SOURCE FABRICATED
        【2】 SOURCE VERIFIED 2 1-2
        [0] SOURCE FABRICATED
        """,
        told("a [1], b [1, 2,3], 日本【2】 [0] `x[1]` [x] [1\n```\n[1]\n```\n"));
  }

  @Test
  void places() {
    assertEquals(
        """
        src/db/Pool.java:11 PLACE VERIFIED 1 11-11
        ./db/Pool.java:10-13 PLACE VERIFIED 1 10-13
        Pool.java:12–14 PLACE UNVERIFIED
        Pool.java:40 PLACE FABRICATED
        src/Cool.java:11 PLACE FABRICATED
        `docs/my pool.md:2` PLACE VERIFIED 2 2-2
        `src\\db\\Pool.java:13` PLACE VERIFIED 1 13-13
        Pool.java:12-11 PLACE FABRICATED
        """,
        told(
            "src/db/Pool.java:11, ./db/Pool.java:10-13; Pool.java:12–14 Pool.java:40"
                + " src/Cool.java:11 `docs/my pool.md:2` `src\\db\\Pool.java:13` Pool.java:12-11"
                + " at 12:30 on 127.0.0.1:8080 or example.com:443, ratio 3:4, Ool.java:x"));
  }

  @Test
  void identifiers() {
    assertEquals(
        """
        `Pool.release` IDENTIFIER VERIFIED 1 10-10
        `idle.push()` IDENTIFIER VERIFIED 1 11-11
        `Pool` IDENTIFIER VERIFIED 1 10-13
        `Pool.acquire` IDENTIFIER UNVERIFIED
        `fre` IDENTIFIER UNVERIFIED
        `Connection` IDENTIFIER VERIFIED 1 10-10
        """,
        told(
            "`Pool.release` `idle.push()` `Pool` `Pool.acquire` `fre` `Connection` `a + b` `--x`"));
    assertEquals(new Verification(0, 0, 0, 0), check("`Pool` `Zoo`").verification());
  }

  @Test
  void whatHasChangedSinceIsStaleAndNoCitation() {
    FilePath pool = FilePath.of("src/db/Pool.java");
    CheckedText checked =
        Check.all("[1] [2] Pool.java:11 `idle`", SOURCES, path -> path.equals(pool));
    assertEquals(new Verification(1, 0, 2, 0), checked.verification());
    assertEquals(List.of(2), checked.citations().stream().map(c -> c.number()).toList());
    assertEquals(ContentHash.of(SOURCES.getLast().text()), checked.citations().getFirst().hash());
    assertEquals(State.STALE, checked.marks().getLast().state());
    assertEquals(What.IDENTIFIER, checked.marks().getLast().what());
  }

  @Test
  void aTextThatClaimsVeryMuchIsCheckedWithinABound() {
    assertEquals(Claims.MOST, check("[1]\n".repeat(5_000)).marks().size());
  }
}
