package dev.roocode.gloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The form of the glossary's file. */
class GlossaryTest {
  private static final int ENTRIES = 1_500;
  private static final int WORD_CHARS = 16;
  private static final int MEANINGS = 5;
  private static final Pattern ENGLISH =
      Pattern.compile("-|[a-z0-9]+( [a-z0-9]+)*(, [a-z0-9]+( [a-z0-9]+)*)*");

  private static final List<String> LINES = Glossary.lines();

  private static List<String> failing(Predicate<String> fails) {
    return LINES.stream().filter(fails).toList();
  }

  @Test
  void isLargeEnough() {
    assertTrue(LINES.size() >= ENTRIES, LINES.size() + " entries");
    assertTrue(Glossary.japanese().size() > 2 * LINES.size(), "rules make most spellings");
  }

  @Test
  void everyLineIsJapaneseTabEnglish() {
    assertEquals(List.of(), failing(line -> line.split("\t", -1).length != 2));
    assertEquals(
        List.of(),
        failing(line -> !ENGLISH.matcher(line.substring(line.indexOf('\t') + 1)).matches()));
    assertEquals(List.of(), failing(line -> Glossary.meaningsOf(line).size() > MEANINGS));
    assertEquals(
        List.of(),
        failing(line ->
            Glossary.meaningsOf(line).stream().distinct().count()
                != Glossary.meaningsOf(line).size()));
  }

  @Test
  void everyWordIsJapaneseAndNotLong() {
    assertEquals(
        List.of(),
        failing(line ->
            Glossary.keys(line).stream()
                .anyMatch(key ->
                    key.isEmpty()
                        || key.length() > WORD_CHARS
                        || key.chars().allMatch(c -> Script.of((char) c) == Script.OTHER))));
    // A syllable or two are part of too many other words.
    assertEquals(
        List.of(),
        failing(line ->
            Glossary.keys(line).stream()
                .anyMatch(key -> key.length() < 2 && Script.of(key.charAt(0)) != Script.KANJI)));
  }

  @Test
  void noWordStandsTwice() {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (String line : LINES) {
      Glossary.keys(line).stream().filter(key -> !seen.add(key)).forEach(twice::add);
    }
    assertEquals(List.of(), twice);
  }

  @Test
  void whatARuleMakesIsNotListedAgainWithTheSameMeaning() {
    Map<String, List<String>> made = new HashMap<>();
    for (String line : LINES) {
      for (String key : Glossary.keys(line)) {
        Spelling.of(key).forEach(form -> made.putIfAbsent(form, Glossary.meaningsOf(line)));
      }
    }
    assertEquals(
        List.of(),
        failing(line ->
            Glossary.keys(line).stream()
                .anyMatch(key -> Glossary.meaningsOf(line).equals(made.get(key)))));
  }

  @Test
  void nounsStandWithoutSuru() {
    Set<String> words = new HashSet<>();
    LINES.forEach(line -> words.addAll(Glossary.keys(line)));
    assertEquals(
        List.of(),
        failing(line ->
            Glossary.keys(line).stream()
                .anyMatch(key ->
                    key.endsWith("する")
                        && key.length() > 3
                        && words.contains(key.substring(0, key.length() - 2)))));
  }

  /** No two shorter words together win over a longer one, alone or in a sentence. */
  @Test
  void theLongestWordWins() {
    List<String> cut = new ArrayList<>();
    for (String line : LINES) {
      for (String key : Glossary.keys(line)) {
        for (String text : List.of(key, key + "を見直す", "「" + key + "」")) {
          int from = text.indexOf(key);
          boolean whole =
              new Segmentation(text, Glossary.japanese())
                  .known().stream()
                      .anyMatch(p -> p.from() <= from && p.to() >= from + key.length());
          if (!whole) {
            cut.add(text);
          }
        }
      }
    }
    assertEquals(List.of(), cut);
  }
}
